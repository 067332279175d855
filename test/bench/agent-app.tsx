/**
 * A minimal agent application: log in, change state, answer, hold, hang up. bundle.ts builds it to measure the size of the
 * SDK, without React.
 */
import { agentMode, createCtiClient } from 'rxcti';
import { CtiProvider, useAgent, useCall, useCalls, useCommand, useDuration, useSession } from 'rxcti/react';
import { webSocket } from 'rxcti/websocket';

const client = createCtiClient({
  transport: webSocket({ url: 'wss://relay.example.com/cti', token: () => 'a token' }),
  endpoints: [{ host: 'relay.example.com' }],
  mode: agentMode({ agentId: 'jdoe', extension: '2001', password: '12345' }),
});
void client.connect();

export const App = () => (
  <CtiProvider client={client}>
    <Agent />
    <Calls />
  </CtiProvider>
);

function Agent() {
  const session = useSession();
  const { agent, can, login, setState } = useAgent();
  const change = useCommand(setState);
  const seconds = (useDuration(agent?.since) ?? 0) / 1000;
  return (
    <p>
      {session.name}: {agent?.state} for {seconds} s
      <button type="button" disabled={!can('login')} onClick={() => void login({ password: '12345' })}>
        Log in
      </button>
      <button type="button" disabled={!can('ready')} onClick={() => change.run('ready')}>
        Ready
      </button>
      {change.error?.message}
    </p>
  );
}

function Calls() {
  return useCalls().map(({ id }) => <Line key={id} id={id} />);
}

function Line({ id }: { id: number }) {
  const { call, can, answer, hold, retrieve, clearConnection } = useCall(id);
  return (
    <p>
      {call?.ani} {call?.state}
      <button type="button" disabled={!can('answer')} onClick={() => void answer()}>
        Answer
      </button>
      <button type="button" disabled={!can('hold')} onClick={() => void hold()}>
        Hold
      </button>
      <button type="button" disabled={!can('retrieve')} onClick={() => void retrieve()}>
        Retrieve
      </button>
      <button type="button" disabled={!can('clearConnection')} onClick={() => void clearConnection()}>
        Hang up
      </button>
    </p>
  );
}
