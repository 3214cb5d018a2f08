//! An authenticator in software: one key pair, a counter, and answers as a browser would send them. It signs
//! whatever it is told to, also what no browser would.

use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

pub(crate) struct Authenticator {
    key: SigningKey,
    credential: Vec<u8>,
    pub(crate) counter: u32,
    /// Who it keeps the passkey for, once it has made one.
    user: Option<String>,
    /// Which site the browser says it is on.
    pub(crate) origin: String,
    /// Whether the person showed who they are.
    pub(crate) verifies: bool,
}

const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const NEW_KEY: u8 = 0x40;

impl Authenticator {
    pub(crate) fn new(origin: &str, seed: u8) -> Self {
        let key = SigningKey::from_slice(&[seed; 32]).unwrap();
        let (credential, origin) = (vec![seed; 20], origin.to_owned());
        Self { key, credential, counter: 0, user: None, origin, verifies: true }
    }

    /// Answers what was asked for a new passkey.
    pub(crate) fn make(&mut self, asked: &Value) -> Value {
        let asked = &asked["publicKey"];
        self.user = Some(asked["user"]["id"].as_str().unwrap().to_owned());
        let client = self.client("webauthn.create", &asked["challenge"]);
        let mut data = self.data(asked["rp"]["id"].as_str().unwrap(), NEW_KEY);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.credential.len()).unwrap().to_be_bytes());
        data.extend(&self.credential);
        data.extend(self.public_key());
        let response = json!({
            "attestationObject": text(&attestation(&data)), "clientDataJSON": text(&client),
        });
        self.answer(&response)
    }

    /// Answers what was asked of a passkey.
    pub(crate) fn show(&mut self, asked: &Value) -> Value {
        let asked = &asked["publicKey"];
        self.counter += 1;
        let client = self.client("webauthn.get", &asked["challenge"]);
        let data = self.data(asked["rpId"].as_str().unwrap(), 0);
        let signed = [&*data, &*Sha256::digest(&client)].concat();
        let signature: Signature = self.key.sign(&signed);
        let response = json!({
            "authenticatorData": text(&data),
            "clientDataJSON": text(&client),
            "signature": text(signature.to_der().as_bytes()),
            "userHandle": self.user,
        });
        self.answer(&response)
    }

    fn answer(&self, response: &Value) -> Value {
        let id = text(&self.credential);
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response, "extensions": {} })
    }

    fn client(&self, what: &str, challenge: &Value) -> Vec<u8> {
        let said = json!({
            "type": what, "challenge": challenge, "origin": self.origin, "crossOrigin": false,
        });
        said.to_string().into_bytes()
    }

    fn data(&self, rp: &str, more: u8) -> Vec<u8> {
        let verified = if self.verifies { VERIFIED } else { 0 };
        let mut data = Sha256::digest(rp).to_vec();
        data.push(PRESENT | verified | more);
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// As COSE has it: a map of five.
    fn public_key(&self) -> Vec<u8> {
        let point = self.key.verifying_key().to_sec1_point(false);
        let (x, y) = (point.x().unwrap(), point.y().unwrap());
        let mut key = vec![0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
        key.extend(x.iter());
        key.extend([0x22, 0x58, 0x20]);
        key.extend(y.iter());
        key
    }
}

/// CBOR: `{"fmt": "none", "attStmt": {}, "authData": …}`.
fn attestation(data: &[u8]) -> Vec<u8> {
    let mut all = vec![0xa3];
    for (name, value) in [("fmt", Some("none")), ("attStmt", None)] {
        all.push(0x60 + name.len() as u8);
        all.extend(name.bytes());
        match value {
            Some(value) => {
                all.push(0x60 + value.len() as u8);
                all.extend(value.bytes());
            }
            None => all.push(0xa0),
        }
    }
    all.push(0x68);
    all.extend(b"authData");
    all.push(0x59);
    all.extend(u16::try_from(data.len()).unwrap().to_be_bytes());
    all.extend(data);
    all
}

/// Base64 as the web writes it: URL-safe, nothing at the end.
pub(crate) fn text(bytes: &[u8]) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let mut number = 0_u32;
        for at in 0..3 {
            number = number << 8 | u32::from(three.get(at).copied().unwrap_or(0));
        }
        for digit in 0..=three.len() {
            text.push(char::from(DIGITS[(number >> (18 - 6 * digit) & 63) as usize]));
        }
    }
    text
}
