import { createRoot } from 'react-dom/client';
import { agentMode, createCtiClient } from 'rxcti';
import { useCalls } from 'rxcti/react';
import { webSocket } from 'rxcti/websocket';

const me = await (await fetch('me.json')).json(); // from your server: relay, token, agentId, extension
const transport = webSocket({ url: me.relay, token: me.token });
const client = createCtiClient({ transport, mode: agentMode(me) });

function ScreenPop() {
  const call = useCalls(undefined, { client }).find(
    ({ state }) => state === 'alerting' || state === 'connected',
  );
  if (call === undefined) return <p>No call</p>;
  const customer = new URLSearchParams({ phone: call.ani ?? '', account: call.variables[2] ?? '' });
  return <iframe title="Customer" src={`customer.html?${customer}`} />; // your CRM's address
}

createRoot(document.body.appendChild(document.createElement('main'))).render(<ScreenPop />);
await client.connect();
