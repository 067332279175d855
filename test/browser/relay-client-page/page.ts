/** Page of relay.test.ts: shows its client's state and records events. The URL fragment has relay URLs and token. */
import { bridgeMode, type CtiMessage, createCtiClient } from 'rxcti';
import { webSocket } from 'rxcti/websocket';

const { urls, token } = JSON.parse(decodeURIComponent(location.hash.slice(1))) as {
  urls: string[];
  token: string;
};
const client = createCtiClient({
  transport: webSocket({ url: urls, token }),
  mode: bridgeMode({ clientId: 'relay-client-page' }),
});

/** For the test: events and session states since the session was ready. */
const events: CtiMessage[] = [];
const states: string[] = [];
Object.assign(window, { events, states });

const list = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;
client.session.value$.subscribe(({ name }) => {
  list('session').textContent = name;
});
client.agents.value$.subscribe((agents) => {
  list('agents').replaceChildren(
    ...[...agents.values()].map(({ agentId, state }) => item(`${agentId} ${state}`)),
  );
});
client.calls.value$.subscribe((calls) => {
  list('calls').replaceChildren(
    ...[...calls.values()].map(({ id, state, ani = 'unknown' }) => {
      const row = item(`${ani} ${state}`);
      const call = client.calls.get(id);
      if (call?.can('answer')) {
        const button = document.createElement('button');
        button.textContent = 'Answer';
        button.onclick = () => void call.answer();
        row.append(button);
      }
      return row;
    }),
  );
});

function item(text: string): HTMLElement {
  const row = document.createElement('li');
  row.textContent = `${text} `;
  return row;
}

await client.connect();
client.events$.subscribe((event) => events.push(event));
let last = client.session.getSnapshot().name;
client.session.subscribe(() => {
  const { name } = client.session.getSnapshot();
  if (name !== last) states.push(name);
  last = name;
});
