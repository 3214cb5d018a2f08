//! A browser's part: requests with a cookie, answers taken apart.

use std::net::SocketAddr;

use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Request, Response};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

#[derive(Clone)]
pub(crate) struct Http {
    client: Client<HttpConnector, Full<Bytes>>,
    address: SocketAddr,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Http {
    pub(crate) fn to(address: SocketAddr) -> Self {
        let client = Client::builder(TokioExecutor::new()).build_http();
        Self { client, address }
    }

    /// The same server over lines of its own, as from another phone.
    pub(crate) fn anew(&self) -> Self {
        Self::to(self.address)
    }

    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The answer's head; the body is still to come.
    pub(crate) async fn open(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Bytes>,
    ) -> Result<Response<Incoming>, hyper_util::client::legacy::Error> {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.origin()))
            .body(Full::new(body.into()))
            .unwrap();
        for (name, value) in headers {
            let name: HeaderName = name.parse().unwrap();
            request.headers_mut().insert(name, HeaderValue::from_str(value).unwrap());
        }
        self.client.request(request).await
    }

    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Bytes>,
    ) -> Answer {
        let (head, body) = self.open(method, path, headers, body).await.unwrap().into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Answer { status: head.status.as_u16(), headers: head.headers, body }
    }

    pub(crate) async fn get(&self, path: &str, cookie: &str) -> Answer {
        self.send(Method::GET, path, &[("cookie", cookie)], "").await
    }

    /// From a page of our own.
    pub(crate) async fn post(
        &self,
        path: &str,
        cookie: &str,
        kind: &str,
        body: impl Into<Bytes>,
    ) -> Answer {
        let headers = [("cookie", cookie), ("origin", &*self.origin()), ("content-type", kind)];
        self.send(Method::POST, path, &headers, body).await
    }
}

impl Http {
    /// A form of one of our pages.
    pub(crate) async fn form(&self, path: &str, cookie: &str, fields: &str) -> Answer {
        self.post(path, cookie, "application/x-www-form-urlencoded", fields.to_owned()).await
    }

    /// The same from the form as its page draws it now.
    pub(crate) async fn form_on(&self, path: &str, cookie: &str, fields: &str) -> Answer {
        let seen = self.get(path, cookie).await.seen();
        self.form(path, cookie, &format!("{fields}&seen={seen}")).await
    }

    /// What a script of ours sends.
    pub(crate) async fn json(&self, path: &str, cookie: &str, body: &serde_json::Value) -> Answer {
        self.post(path, cookie, "application/json", body.to_string()).await
    }
}

impl Answer {
    /// The cookie of the session that this began.
    pub(crate) fn session(&self) -> String {
        let all = self.headers.get_all("set-cookie").iter();
        let ours = all.filter_map(|line| line.to_str().unwrap().split(';').next());
        ours.rev().find(|pair| pair.contains("overgang=")).unwrap().to_owned()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// The code that a page shows.
    pub(crate) fn code(&self) -> String {
        let (_, rest) = self.text().split_once("class=\"code\"").unwrap();
        let (_, rest) = rest.split_once('>').unwrap();
        rest.split_once('<').unwrap().0.to_owned()
    }

    /// From what the form of a page was drawn.
    pub(crate) fn seen(&self) -> String {
        let (_, rest) = self.text().split_once("name=\"seen\" value=\"").unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}
