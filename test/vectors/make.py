"""Makes the test vectors: an encoder of its own, written from the facts alone.

    python3 test/vectors/make.py path/to/ccx.json > test/vectors/messages.json

It shares nothing with the TypeScript code, neither tables nor ideas about how to walk them, so that a mistake
there does not repeat itself here. See README.md beside this file.
"""

import json
import struct
import sys
import zlib

# (protocol version, width of a tag, width of a length)
SETTINGS = [(10, 1, 1), (14, 1, 1), (17, 1, 1), (18, 2, 1), (18, 2, 2)]

WIDTH = {"CHAR": 1, "UCHAR": 1, "SHORT": 2, "USHORT": 2, "INT": 4, "UINT": 4, "TIME": 4, "BOOL": 2}
SIGNED = {"CHAR", "SHORT", "INT"}
CORNERS = {
    "UCHAR": 0xFE,
    "USHORT": 0xFFFE,
    "UINT": 4294967294,
    "INT": -2147483648,
    "TIME": 4102444800,  # the year 2100, past 31 bits
}


def number(kind, value):
    """A number in network byte order; reserved words may be given as the unsigned twin of a signed one."""
    width = WIDTH[kind]
    return (value % (1 << (8 * width))).to_bytes(width, "big")


def exists(part, version):
    return part.get("since", version) <= version <= part.get("until", version)


def is_group(part):
    return "group" in part


def is_bare(group):
    """Named variables and array elements stand directly in their list."""
    return len(group["fields"]) == 1 and group["fields"][0].get("type") in ("NAMEDVAR", "NAMEDARRAY")


def counters(parts):
    return {part["count"]: part["group"] for part in parts if is_group(part)}


# --- what a message says ------------------------------------------------------------------------------------


class Values:
    """Makes up values: the same on every run, different for every field, the corners of each type first."""

    def __init__(self, seed):
        self.seed = seed
        self.used = {}

    def random(self, *what):
        return zlib.crc32(repr((self.seed, *what)).encode())

    def of(self, field):
        kind = field["type"]
        turn = self.used[kind] = self.used.get(kind, 0) + 1
        time = self.used[field["key"]] = self.used.get(field["key"], 0) + 1
        draw = self.random(field["key"], time)
        if kind == "BOOL":
            return turn % 2 == 1
        if kind == "STRING":
            return self.text(field, turn, draw)
        if kind == "UNSPEC":
            return {"$hex": (draw.to_bytes(4, "big") * 16)[: min(field["max"], 8)].hex()}
        if turn == 1:
            return CORNERS[kind]
        if kind == "INT":
            return -(draw % 0x7FFFFFFF) if turn % 2 == 0 else draw % 0x7FFFFFFF
        return draw % (1 << (8 * WIDTH[kind]))

    def text(self, field, turn, draw):
        room = field["max"] - 1
        if turn == 2:  # as long as it may be, in ASCII
            return (field["key"] + "-0123456789" * 30)[:room]
        if turn % 4 == 1 and room >= 31:  # two, three and four bytes a character
            return f"Zoë Müller 測試 ☎ 📞 {draw % 97}"
        if turn == 4:
            return ""
        return f"{field['key'][:room - 6]}-{draw % 100000}"[:room]

    def named(self, kind, group, index):
        names = ["ECCName", "user.Größe", "x" * 32]
        values = ["a value", "", "Wert: schön ☺"]
        suffix = "" if index % 3 == 2 else kind[5:6]
        item = {"name": names[index % 3] + suffix, "value": values[(index + 1) % 3]}
        if index == 0:
            item["value"] = "v" * 210  # the largest value
        return {"index": [0, 255, 7][index % 3], **item} if kind == "NAMEDARRAY" else item


def make_parts(parts, version, values, full, depth=0):
    said = {}
    counts = counters(parts)
    for part in parts:
        if is_group(part):
            if not full:
                continue
            size = 2 + values.random(part["group"], depth) % 2
            kind = part["fields"][0]["type"]
            if is_bare(part):
                items = [values.named(kind, part, index) for index in range(size)]
            elif exists(part["fields"][0], version):
                items = [make_parts(part["fields"], version, values, full, depth + 1) for _ in range(size)]
            else:
                continue
            said[part["group"]] = items
            continue
        if "key" not in part or part["key"] in counts or not exists(part, version):
            continue
        if full:
            said[part["key"]] = values.of(part)
        elif part.get("required") is True:
            said[part["key"]] = {"UNSPEC": {"$hex": ""}, "STRING": ""}.get(part["type"], 0)
    return said


def make_message(definition, version, full):
    values = Values(definition["name"])
    said = {"type": definition["name"]}
    counts = counters(definition["floating"])
    for place, field in enumerate(definition["fixed"]):
        if "key" not in field or field["key"] in counts or not exists(field, version):
            continue
        if full:
            said[field["key"]] = values.of(field)
        else:  # small numbers, all different
            said[field["key"]] = place % 2 == 1 if field["type"] == "BOOL" else place + 1
    said.update(make_parts(definition["floating"], version, values, full))
    return said


# --- how it goes on the wire --------------------------------------------------------------------------------


def text_bytes(text):
    return text.encode("utf-8") + b"\0"


def data_of(field, value):
    kind = field["type"]
    if kind == "STRING":
        data = text_bytes(value)
        assert len(data) <= field["max"], (field, value)
        return data
    if kind == "UNSPEC":
        data = bytes.fromhex(value["$hex"])
        assert len(data) <= field["max"], (field, value)
        return data
    if kind == "BOOL":
        return number(kind, 1 if value else 0)
    if kind == "NAMEDVAR":
        return text_bytes(value["name"]) + text_bytes(value["value"])
    if kind == "NAMEDARRAY":
        return bytes([value["index"]]) + text_bytes(value["name"]) + text_bytes(value["value"])
    if kind in SIGNED:
        return struct.pack({1: ">b", 2: ">h", 4: ">i"}[WIDTH[kind]], value)
    return struct.pack({1: ">B", 2: ">H", 4: ">I"}[WIDTH[kind]], value)


def encode_floating(parts, said, version, tag_bytes, length_bytes):
    out = b""
    counts = counters(parts)

    def put(tag, data):
        return tag.to_bytes(tag_bytes, "big") + len(data).to_bytes(length_bytes, "big") + data

    for part in parts:
        if is_group(part):
            for item in said.get(part["group"], []):
                if is_bare(part):
                    out += put(part["fields"][0]["tag"], data_of(part["fields"][0], item))
                else:
                    out += encode_floating(part["fields"], item, version, tag_bytes, length_bytes)
            continue
        if not exists(part, version):
            continue
        if "key" not in part:  # reserved
            if "value" in part:
                value = part["value"]
                out += put(part["tag"], b"\0" if part["type"] == "STRING" else number(part["type"], value))
        elif part["key"] in counts:
            out += put(part["tag"], number(part["type"], len(said.get(counts[part["key"]], []))))
        elif part["key"] in said:
            out += put(part["tag"], data_of(part, said[part["key"]]))
    return out


def encode(definition, said, version, tag_bytes, length_bytes):
    body = b""
    counts = counters(definition["floating"])
    for field in definition["fixed"]:
        if not exists(field, version):
            continue
        if "key" not in field:
            if field["type"] == "UNSPEC":
                body += bytes(field["bytes"])
            else:
                body += number(field["type"], field.get("value", 0))
        elif field["key"] in counts:
            body += number(field["type"], len(said.get(counts[field["key"]], [])))
        else:
            body += data_of(field, said[field["key"]])
    body += encode_floating(definition["floating"], said, version, tag_bytes, length_bytes)
    return struct.pack(">II", len(body), definition["type"]) + body


# --- the file -----------------------------------------------------------------------------------------------


def vectors(definition):
    """The vectors of one message; settings that lead to the same bytes share one."""
    shared = {}
    for kind in ("full", "minimal"):
        for version, tag_bytes, length_bytes in SETTINGS:
            if not exists(definition, version):
                continue
            said = make_message(definition, version, kind == "full")
            frame = encode(definition, said, version, tag_bytes, length_bytes).hex()
            vector = shared.setdefault(
                (kind, frame), {"name": f"{definition['name']} {kind}", "versions": [], "wideVersions": []}
            )
            vector["wideVersions" if length_bytes == 2 else "versions"].append(version)
            vector["message"] = said
            vector["hex"] = frame
    for vector in shared.values():
        if not vector["wideVersions"]:
            del vector["wideVersions"]
        yield vector


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        facts = json.load(file)
    lines = [
        json.dumps(vector, ensure_ascii=False, separators=(",", ":"))
        for definition in sorted(facts["messages"], key=lambda message: message["type"])
        for vector in vectors(definition)
    ]
    print("[\n" + ",\n".join(lines) + "\n]")


main()
