import { createRoot } from 'react-dom/client';
import { bridgeMode, createCtiClient } from 'rxcti';
import { CtiProvider, useDuration, useQueue, useQueues, useStatistics } from 'rxcti/react';
import { webSocket } from 'rxcti/websocket';

const me = await (await fetch('me.json')).json(); // from your server: relay, token
const transport = webSocket({ url: me.relay, token: me.token });
const client = createCtiClient({ transport, mode: bridgeMode({ clientId: 'wallboard' }) });

function Wallboard() {
  const queueIds = useQueues((queues) => [...queues.keys()]);
  return [<Age key="age" />, ...queueIds.map((id) => <Row key={id} id={id} />)];
}

function Age() {
  const age = useDuration(useStatistics().staleSince);
  return <h1>{age === undefined ? 'Live' : `As of ${age / 1000} s ago`}</h1>;
}

function Row({ id }: { readonly id: number }) {
  const { queue, live } = useQueue(id);
  const waited = (useDuration(live?.longestWaitingSince) ?? 0) / 1000;
  const ready = live?.agents.ready ?? 0;
  return <p>{`${queue?.name}: ${live?.callsWaiting} waiting, longest ${waited} s, ${ready} ready`}</p>;
}

const root = createRoot(document.body.appendChild(document.createElement('main')));
root.render(<CtiProvider client={client} children={<Wallboard />} />);
await client.connect();
