/** NATS operators, accounts and users as `nsc` makes them: JWTs signed with nkeys. */
import { createHash } from 'node:crypto';
import { nkeys } from '@nats-io/transport-node';

export type KeyPair = ReturnType<typeof nkeys.createUser>;

export interface Accounts {
  /** For the server's configuration file. */
  readonly serverConfig: string;
  /** The contents of a `.creds` file for a new user of this operator, or of another one. */
  user(options?: { readonly isStranger?: boolean; readonly expiresInSeconds?: number }): string;
}

export function createAccounts(): Accounts {
  const operator = nkeys.createOperator();
  const account = nkeys.createAccount();
  const system = nkeys.createAccount();
  const limits = {
    subs: -1,
    data: -1,
    payload: -1,
    imports: -1,
    exports: -1,
    wildcards: true,
    conn: -1,
    leaf: -1,
  };
  const storage = { mem_storage: -1, disk_storage: -1, streams: -1, consumer: -1 };
  const jwtOf = (name: string, pair: KeyPair, room: object): string =>
    signed(operator, {
      sub: pair.getPublicKey(),
      name,
      nats: { type: 'account', version: 2, limits: { ...limits, ...room } },
    });
  const operatorJwt = signed(operator, {
    sub: operator.getPublicKey(),
    name: 'operator',
    nats: { type: 'operator', version: 2, system_account: system.getPublicKey() },
  });
  return {
    serverConfig: `
      operator: ${operatorJwt}
      system_account: ${system.getPublicKey()}
      resolver: MEMORY
      resolver_preload: {
        ${account.getPublicKey()}: ${jwtOf('relays', account, storage)}
        ${system.getPublicKey()}: ${jwtOf('system', system, {})}
      }`,
    user({ isStranger = false, expiresInSeconds } = {}) {
      const pair = nkeys.createUser();
      const jwt = signed(isStranger ? nkeys.createAccount() : account, {
        sub: pair.getPublicKey(),
        name: 'relay',
        ...(expiresInSeconds === undefined ? {} : { exp: Math.floor(Date.now() / 1000) + expiresInSeconds }),
        nats: { type: 'user', version: 2, subs: -1, data: -1, payload: -1, pub: {}, sub: {} },
      });
      const seed = new TextDecoder().decode(pair.getSeed());
      return [
        '-----BEGIN NATS USER JWT-----',
        jwt,
        '------END NATS USER JWT------',
        '-----BEGIN USER NKEY SEED-----',
        seed,
        '------END USER NKEY SEED------',
        '',
      ].join('\n');
    },
  };
}

function signed(issuer: KeyPair, claims: object): string {
  const base64 = (value: string | Uint8Array): string => Buffer.from(value).toString('base64url');
  const contents = { iss: issuer.getPublicKey(), iat: Math.floor(Date.now() / 1000), ...claims };
  const jti = createHash('sha256').update(JSON.stringify(contents)).digest('hex').slice(0, 52);
  const head = base64(JSON.stringify({ typ: 'JWT', alg: 'ed25519-nkey' }));
  const words = `${head}.${base64(JSON.stringify({ jti, ...contents }))}`;
  return `${words}.${base64(issuer.sign(new TextEncoder().encode(words)))}`;
}
