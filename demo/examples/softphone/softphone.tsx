import { createRoot } from 'react-dom/client';
import { agentMode, createCtiClient } from 'rxcti';
import { CtiProvider, useAgent, useCall, useCalls, useCommand } from 'rxcti/react';
import { webSocket } from 'rxcti/websocket';

const me = await (await fetch('me.json')).json(); // from your server: relay, token, agentId, extension
const transport = webSocket({ url: me.relay, token: me.token });
const client = createCtiClient({ transport, mode: agentMode(me) });

function Softphone() {
  const { agent, can, setState, makeCall } = useAgent();
  return [
    <h1 key="state">{`${agent?.firstName} is ${agent?.state}`}</h1>,
    <Button key="ready" name="ready" can={can('ready')} act={() => setState('ready')} />,
    <Button key="notReady" name="notReady" can={can('notReady')} act={() => setState('notReady')} />,
    <Button key="call" name="call" can={can('makeCall')} act={() => makeCall(prompt('Number') ?? '')} />,
    ...useCalls().map(({ id }) => <Line key={id} id={id} />),
  ];
}

function Line({ id }: { readonly id: number }) {
  const { call, can, ...actions } = useCall(id);
  const buttons = (['answer', 'hold', 'retrieve', 'clearConnection'] as const).map((name) => (
    <Button key={name} name={name} can={can(name)} act={() => actions[name]()} />
  ));
  return <p>{[call?.ani, ' ', call?.state, ' ', ...buttons]}</p>;
}

function Button({ name, can, act }: { name: string; can: boolean; act: () => Promise<unknown> }) {
  const { run, pending, error } = useCommand(act);
  const label = error === undefined ? name : `${name}: ${error.message}`;
  return <button type="button" disabled={!can || pending} onClick={() => run()} children={label} />;
}

const root = createRoot(document.body.appendChild(document.createElement('main')));
root.render(<CtiProvider client={client} children={<Softphone />} />);
await client.connect();
