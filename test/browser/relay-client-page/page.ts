/** A page that shows what its client knows, and keeps what it heard. The test says in the fragment who it is. */
import { bridgeMode, type CtiMessage, createCtiClient } from 'rxcti';
import { webSocket } from 'rxcti/websocket';

const { urls, token } = JSON.parse(decodeURIComponent(location.hash.slice(1))) as {
  urls: string[];
  token: string;
};
const client = createCtiClient({
  transport: webSocket({ url: urls, token }),
  mode: bridgeMode({ clientId: 'watch-page' }),
});

/** For the test: every event since the page was ready, and every state of the session. */
const heard: CtiMessage[] = [];
const states: string[] = [];
Object.assign(window, { heard, states });

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
client.events$.subscribe((event) => heard.push(event));
client.session.subscribe(() => states.push(client.session.getSnapshot().name));
