"""A CTI client without rxcti: it opens a session, monitors a call and answers it.

Usage: answer_a_call.py <host> <CTI port> <control URL>
The contact center is driven through the control API of the simulator.
"""

import json
import socket
import struct
import sys
import urllib.request

OPEN_REQ, OPEN_CONF = 3, 4
CALL_DELIVERED_EVENT, CALL_ESTABLISHED_EVENT = 9, 10
ANSWER_CALL_REQ, ANSWER_CALL_CONF = 42, 43
AGENT_STATE_EVENT = 30
CONNECTION_DEVICE_ID, ALERTING_DEVICE_ID, CLIENT_ID, CLIENT_PASSWORD, AGENT_ID = 25, 26, 1, 2, 194

host, port, control_url = sys.argv[1], int(sys.argv[2]), sys.argv[3]
link = socket.create_connection((host, port), timeout=20)


def control(path, **body):
    """Sends a request to the control API and returns the response."""
    request = urllib.request.Request(
        control_url + path,
        data=json.dumps(body).encode(),
        headers={"content-type": "application/json"},
        method="POST",
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        text = answer.read()
    return json.loads(text) if text else None


def field(tag, text):
    """A floating field: tag, length, NUL-terminated text."""
    value = text.encode() + b"\0"
    return struct.pack(">BB", tag, len(value)) + value


def send(message_type, body):
    link.sendall(struct.pack(">II", len(body), message_type) + body)


def exactly(count):
    data = b""
    while len(data) < count:
        chunk = link.recv(count - len(data))
        if not chunk:
            raise SystemExit("the server closed the link")
        data += chunk
    return data


def receive():
    length, message_type = struct.unpack(">II", exactly(8))
    return message_type, exactly(length)


def until(wanted, fits=lambda body: True):
    """The next message of a type; others are ignored."""
    while True:
        message_type, body = receive()
        if message_type == wanted and fits(body):
            return body


def floating(body, start):
    """The floating fields by tag, as bytes without their NUL."""
    fields = {}
    while start < len(body):
        tag, length = struct.unpack_from(">BB", body, start)
        fields[tag] = body[start + 2 : start + 2 + length].rstrip(b"\0")
        start += 2 + length
    return fields


# OPEN_REQ: InvokeID, VersionNumber, IdleTimeout, reserved, ServicesRequested (all events, control), CallMsgMask,
# AgentStateMask, ConfigMsgMask, three reserved fields; ClientID, ClientPassword.
send(
    OPEN_REQ,
    struct.pack(">11I", 1, 17, 60, 0, 0x14, 0x7FFFFF, 0x3FFF, 0, 0, 0, 0)
    + field(CLIENT_ID, "python")
    + field(CLIENT_PASSWORD, ""),
)
message_type, body = receive()
assert message_type == OPEN_CONF, (message_type, body)
print("open, services granted: %#x" % struct.unpack_from(">I", body, 4)[0])

control("/agents/jdoe/setReady")
ready = until(AGENT_STATE_EVENT)
agent_id = floating(ready, 58)[AGENT_ID].decode()
print("agent %s is in state %d" % (agent_id, *struct.unpack_from(">H", ready, 30)))

call = control("/calls", ani="15550001111", dnis="7000", variables={"callVariable1": "gold"})
print("a customer calls")


def at_a_phone(body):
    return floating(body, 54)[ALERTING_DEVICE_ID] == b"2001"


delivered = until(CALL_DELIVERED_EVENT, at_a_phone)
(call_id,) = struct.unpack_from(">I", delivered, 12)
assert call_id == call["callId"], (call_id, call)
print("it rings at 2001")

# ANSWER_CALL_REQ: InvokeID, PeripheralID (1), CallID, ConnectionDeviceType (static); ConnectionDeviceID.
send(ANSWER_CALL_REQ, struct.pack(">IIIH", 2, 1, call_id, 0) + field(CONNECTION_DEVICE_ID, "2001"))
sent = control("/waitForSent", name="ANSWER_CALL_REQ", fields={"callId": call_id}, client="python")
print("the simulator has read %s" % sent["type"])
assert struct.unpack(">I", until(ANSWER_CALL_CONF)) == (2,)
print("confirmed")
established = until(CALL_ESTABLISHED_EVENT)
assert struct.unpack_from(">I", established, 12) == (call_id,)
print("answered")

stage = control("/calls/%d/waitForStage" % call_id, stage="connected")["stage"]
agent = control("/agents/jdoe/waitForState", state="talking")
print("snapshot: the call is %s, the agent is on the call: %s" % (stage, agent["callId"] == call_id))
control("/calls/%d/hangUp" % call_id)
control("/verify")
print("no unexpected messages")
