// The phone's own authenticator, as Chromium's virtual one: a finger that fits or does not. It gives bytes for a salt
// at once, only to a second question, or never.

const ANSWERS = { atOnce: { hasPrf: true }, whenAsked: { hasHmacSecret: true }, never: {} };

/** Gives the phone's open page an authenticator; a page that is opened later has none. */
export async function addFinger(phone, answers = 'atOnce') {
  const wire = await phone.context.newCDPSession(phone.page);
  await wire.send('WebAuthn.enable');
  const { authenticatorId } = await wire.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasResidentKey: true,
      hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true, ...ANSWERS[answers],
    },
  });
  const send = (verb, more) => wire.send(`WebAuthn.${verb}`, { authenticatorId, ...more });
  return {
    fits: (isUserVerified) => send('setUserVerified', { isUserVerified }),
    /** As in the phone's own list of passkeys. */
    keys: async () => (await send('getCredentials')).credentials,
    forgetKeys: () => send('clearCredentials'),
    leave: () => send('removeVirtualAuthenticator'),
  };
}
