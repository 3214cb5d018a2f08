//! The organisation's own sign-in, by OpenID Connect: whom the operator named, what is asked there, and what of
//! the answer is believed. Free of our own pages and of the database: who gets in is in `account::openid`. The
//! protocol and its signatures are `openidconnect`'s; time and chance are ours.

use std::sync::Arc;

use domain::{Moment, hex, moment};
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreClientAuthMethod,
    CoreErrorResponseType, CoreGenderClaim, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm, CoreProviderMetadata, CoreRevocableToken, CoreRevocationErrorResponse,
    CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::url::Url;
use openidconnect::{
    AuthType, AuthenticationContextClass, AuthorizationCode, Client, CsrfToken, DiscoveryError,
    EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet, IdTokenFields,
    LanguageTag, Nonce, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError,
    StandardErrorResponse, StandardTokenResponse, TokenResponse as _,
};
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;

use self::fetch::{Fetch, NoAnswer};
use self::setting::{Misset, Setting, is_safe};
use self::token::{More, SHOWN, Token};
use crate::state::{NoChance, World};
use crate::store::Identity;
use crate::text::{Lang, Spoken as _};

pub mod fetch;
pub mod setting;
pub mod token;

/// Where the provider sends people back to, behind our own address.
pub const RETURN: &str = "/ind/openid/retur";

/// For so long what the provider says of itself is believed.
const KEEP: i64 = moment::HOUR;
/// Nobody is sent there, and no new key is looked for, on a word older than this: a provider that is down is told
/// of here, not by a browser that finds nothing. Nor is it asked oftener, whether it answered or not.
const LATELY: i64 = 10_000;

/// Why nobody is signed in. For the log, one word; whoever asked is told in a few kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum No {
    /// Nothing was asked in this browser, too long ago, or it was answered before.
    NotAsked,
    /// The provider says that nobody signed in.
    Declined,
    /// It does not answer, or too slowly.
    Unreachable,
    /// What it answers cannot be read, or is not of that provider.
    Rubbish,
    /// It does not take the code back that it gave.
    NotRedeemed,
    /// Signed by a key that it does not announce.
    UnknownKey,
    Signature,
    Issuer,
    /// Meant for another client.
    Audience,
    /// An answer to another question.
    Nonce,
    /// Over, or of the time to come.
    Clock,
    /// They did not show the provider who they are, minutes ago.
    NotShown,
    /// Not as surely as the municipality wants it.
    Level,
    /// The claim that tells people apart is missing.
    Nameless,
    /// Nobody's, as far as is known.
    Unknown,
    /// Their account is ended.
    Ended,
    /// Another colleague is who they are.
    Taken,
}

/// What somebody was sent to the provider with, for comparing with what they bring back.
#[derive(Serialize, Deserialize)]
pub struct Question {
    state: String,
    nonce: String,
    verifier: String,
}

/// What they bring back.
#[derive(Debug, Default, Deserialize)]
pub struct Returned {
    state: Option<String>,
    code: Option<String>,
    error: Option<String>,
    iss: Option<String>,
}

impl Question {
    /// What tells this journey from others of the same browser: a part of its state.
    #[must_use]
    pub fn place(&self) -> &str {
        place(&self.state)
    }
}

impl Returned {
    /// Which journey somebody came back from, if it is one of ours by its looks.
    #[must_use]
    pub fn place(&self) -> Option<&str> {
        let state = self.state.as_deref()?;
        hex::decode::<32>(state).map(|_| place(state))
    }
}

fn place(state: &str) -> &str {
    state.get(..16).unwrap_or(state)
}

/// The provider.
#[derive(Debug)]
pub struct Provider {
    pub setting: Setting,
    back: RedirectUrl,
    fetch: Fetch,
    known: Mutex<Known>,
}

/// What it said of itself, and when it was last asked.
#[derive(Debug, Default)]
struct Known {
    said: Option<(Arc<CoreProviderMetadata>, Moment)>,
    asked: Option<Moment>,
}

type Answer = StandardTokenResponse<
    IdTokenFields<
        More,
        EmptyExtraTokenFields,
        CoreGenderClaim,
        CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm,
    >,
    CoreTokenType,
>;

type Party = Client<
    More,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Answer,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

impl Provider {
    /// Asks nobody anything yet: a provider that is down keeps nobody from anything else.
    pub fn new(setting: Setting, origin: &str) -> Result<Self, Misset> {
        let back = RedirectUrl::new(format!("{origin}{RETURN}"));
        let back = back.or(Err(Misset::Wrong("the address of this server is none")))?;
        let fetch = Fetch::new(setting.is_here()).map_err(Misset::Tls)?;
        Ok(Self { setting, back, fetch, known: Mutex::default() })
    }

    /// Where to send somebody, and what to keep of it.
    pub async fn ask(
        &self,
        world: &World,
        lang: Lang,
    ) -> Result<Result<(Url, Question), No>, NoChance> {
        let said = match self.said(world.clock.now(), LATELY).await {
            Ok(said) => said,
            Err(why) => return Ok(Err(why)),
        };
        let [state, nonce, verifier] =
            [world.chance.bytes()?, world.chance.bytes()?, world.chance.bytes()?]
                .map(|secret| hex::encode(&secret));
        let question = Question { state, nonce, verifier };
        Ok(Ok((self.address(&said, &question, lang), question)))
    }

    fn address(&self, said: &CoreProviderMetadata, question: &Question, lang: Lang) -> Url {
        let party = self.party(said);
        let Question { state, nonce, verifier } = question;
        let (state, nonce) = (CsrfToken::new(state.clone()), Nonce::new(nonce.clone()));
        let verifier = PkceCodeVerifier::new(verifier.clone());
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let mut asked = party
            .authorize_url(flow, || state, || nonce)
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
            .set_max_age(std::time::Duration::from_millis(SHOWN.unsigned_abs()))
            .add_ui_locale(LanguageTag::new(lang.text().tag.to_owned()));
        for level in self.setting.levels() {
            asked = asked.add_auth_context_value(AuthenticationContextClass::new(level.clone()));
        }
        asked.url().0
    }

    /// Who came back, by what the provider says of them when it is asked behind their back.
    pub async fn answered(
        &self,
        world: &World,
        question: Question,
        returned: Returned,
    ) -> Result<Identity, No> {
        let code = self.code(&question, returned)?;
        let now = world.clock.now();
        let said = self.said(now, KEEP).await?;
        let token = self.redeem(&said, code, question.verifier).await?;
        let nonce = Nonce::new(question.nonce);
        match self.believe(&said, &token, &nonce, now) {
            Err(No::UnknownKey) => {
                let said = self.said(now, LATELY).await?;
                self.believe(&said, &token, &nonce, now)
            }
            believed => believed,
        }
    }

    fn code(&self, question: &Question, returned: Returned) -> Result<AuthorizationCode, No> {
        if returned.state.as_ref() != Some(&question.state) {
            return Err(No::NotAsked);
        }
        if returned.iss.is_some_and(|issuer| issuer != *self.setting.issuer) {
            return Err(No::Issuer);
        }
        let code = returned.code.filter(|_| returned.error.is_none());
        code.map(AuthorizationCode::new).ok_or(No::Declined)
    }

    async fn redeem(
        &self,
        said: &CoreProviderMetadata,
        code: AuthorizationCode,
        verifier: String,
    ) -> Result<Token, No> {
        let party = self.party(said);
        let asked = party.exchange_code(code).or(Err(No::Rubbish))?;
        let asked = asked.set_pkce_verifier(PkceCodeVerifier::new(verifier));
        let answer = asked.request_async(&self.fetch).await.map_err(|error| match error {
            RequestTokenError::ServerResponse(_) => No::NotRedeemed,
            RequestTokenError::Request(NoAnswer) => No::Unreachable,
            RequestTokenError::Parse(..) | RequestTokenError::Other(_) => No::Rubbish,
        })?;
        answer.id_token().cloned().ok_or(No::Rubbish)
    }

    fn believe(
        &self,
        said: &CoreProviderMetadata,
        token: &Token,
        nonce: &Nonce,
        now: Moment,
    ) -> Result<Identity, No> {
        let announced = said.id_token_signing_alg_values_supported();
        let allowed = self.setting.algorithms.iter().map(|one| (*one).into());
        let allowed: Vec<_> = allowed.filter(|one| announced.contains(one)).collect();
        let party = self.party(said);
        let verifier = party.id_token_verifier().set_allowed_algs(allowed);
        token::identity(token, verifier, nonce, &self.setting, now)
    }

    fn party(&self, said: &CoreProviderMetadata) -> Party {
        let Setting { client_id, secret, .. } = &self.setting;
        let (id, secret) = (client_id.clone(), Some(secret.clone()));
        let methods = said.token_endpoint_auth_methods_supported();
        // Without a word about it, it is the first.
        let in_head = methods
            .is_none_or(|methods| methods.contains(&CoreClientAuthMethod::ClientSecretBasic));
        let auth = if in_head { AuthType::BasicAuth } else { AuthType::RequestBody };
        Client::from_provider_metadata(said.clone(), id, secret)
            .set_auth_type(auth)
            .set_redirect_uri(self.back.clone())
    }

    /// What it says of itself, no older than that. One asks for all; none asks again right after silence.
    async fn said(&self, now: Moment, age: i64) -> Result<Arc<CoreProviderMetadata>, No> {
        let mut known = self.known.lock().await;
        if let Some((said, at)) = &known.said
            && now < at.plus(age)
        {
            return Ok(Arc::clone(said));
        }
        if known.asked.is_some_and(|asked| now < asked.plus(LATELY)) {
            return Err(No::Unreachable);
        }
        known.asked = Some(now);
        let said = Arc::new(self.discover().await?);
        known.asked = None;
        known.said = Some((Arc::clone(&said), now));
        Ok(said)
    }

    async fn discover(&self) -> Result<CoreProviderMetadata, No> {
        let issuer = self.setting.issuer.clone();
        let said = CoreProviderMetadata::discover_async(issuer, &self.fetch).await;
        let said = said.map_err(|error| match error {
            DiscoveryError::Request(NoAnswer) => No::Unreachable,
            _ => No::Rubbish,
        })?;
        // People are sent there with a question of ours: only where we would go ourselves.
        let door = said.authorization_endpoint().url();
        if is_safe(door, self.setting.is_here()) { Ok(said) } else { Err(No::Rubbish) }
    }
}
