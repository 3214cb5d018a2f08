// A real OpenID Connect provider (`oidc-provider`) on a port of its own, with a page where anybody signs in under any
// name, or says no.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { Provider as Oidc } from 'oidc-provider';
import { freePort } from './server.mjs';

export const NAME = 'Prøvekommunens login';
const CLIENT = 'overgang';
const SECRET = randomBytes(24).toString('hex');

export class Provider {
  /** Where our server may be told of it, and people be sent back to. */
  static async start(back) {
    const provider = new Provider(await freePort(), back);
    await provider.run();
    return provider;
  }

  constructor(port, back) {
    this.port = port;
    this.issuer = `http://localhost:${port}`;
    this.oidc = new Oidc(this.issuer, configuration(back));
  }

  async run() {
    const answer = this.oidc.callback();
    this.http = createServer((request, response) => {
      const [, page, uid, act] = request.url.split('/');
      if (page !== 'interaction') return answer(request, response);
      this.show(request, response, uid, act).catch((error) => response.writeHead(500).end(String(error)));
    });
    await new Promise((done) => this.http.listen(this.port, 'localhost', done));
  }

  /** Nobody is there any more. */
  async stop() {
    this.http.closeAllConnections();
    await new Promise((done) => this.http.close(done));
  }

  async show(request, response, uid, act) {
    if (act === 'nej') {
      return this.oidc.interactionFinished(request, response, { error: 'access_denied' });
    }
    if (request.method === 'POST') {
      const accountId = new URLSearchParams(await read(request)).get('navn');
      return this.oidc.interactionFinished(request, response, { login: { accountId } });
    }
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(`<!doctype html>
      <html lang="da"><title>${NAME}</title><h1>${NAME}</h1>
      <form method="post" action="/interaction/${uid}"><label>Navn <input name="navn"></label>
      <button>Vis, at det er mig</button></form><a href="/interaction/${uid}/nej">Fortryd</a></html>`);
  }

  /** What an operator writes. */
  file(folder) {
    const [file, secret] = [join(folder, 'oidc.toml'), join(folder, 'oidc-secret')];
    writeFileSync(secret, SECRET);
    writeFileSync(file, `issuer = '${this.issuer}'\nname = '${NAME}'\nclient_id = '${CLIENT}'\n`
      + `secret_file = '${secret}'\nalgorithms = ['ES256']\n`);
    return file;
  }
}

function configuration(back) {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    clients: [{
      client_id: CLIENT,
      client_secret: SECRET,
      redirect_uris: [back],
      response_types: ['code'],
      grant_types: ['authorization_code'],
      id_token_signed_response_alg: 'ES256',
    }],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'en', use: 'sig', alg: 'ES256' }] },
    cookies: { keys: [randomBytes(24).toString('hex')] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    // Colleagues are not asked whether the municipality may know who they are.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
  };
}

async function read(request) {
  let all = '';
  for await (const part of request) all += part;
  return all;
}
