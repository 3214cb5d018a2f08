//! Where somebody comes from, as far as brakes tell it apart. Behind a proxy it is what the proxy noted.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;

use crate::error::Problem;
use crate::state::App;
use crate::store::Store;

/// Where somebody comes from. What is further apart in IPv6 than one line's addresses counts as another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Address(IpAddr);

impl From<IpAddr> for Address {
    fn from(ip: IpAddr) -> Self {
        match ip.to_canonical() {
            IpAddr::V6(ip) => {
                let line = u128::from(ip) >> 64 << 64;
                Self(IpAddr::V6(Ipv6Addr::from(line)))
            }
            ip @ IpAddr::V4(_) => Self(ip),
        }
    }
}

impl<S: Store> FromRequestParts<App<S>> for Address {
    type Rejection = Problem;

    /// Behind a proxy the last address it noted: what stands before that anybody can write.
    async fn from_request_parts(parts: &mut Parts, app: &App<S>) -> Result<Self, Problem> {
        let line = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let line = line.map_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED), |ConnectInfo(from)| from.ip());
        let noted = parts.headers.get_all("x-forwarded-for").iter().next_back();
        let noted = noted.filter(|_| app.site.behind_proxy).and_then(|noted| noted.to_str().ok());
        let last = noted.and_then(|noted| read(noted.rsplit(',').next()?.trim()));
        Ok(last.unwrap_or(line).into())
    }
}

/// An address as proxies note it: alone, in brackets, with a port or without. Else everybody behind a proxy that notes
/// ports would be one.
fn read(noted: &str) -> Option<IpAddr> {
    let bare = || noted.strip_prefix('[')?.strip_suffix(']')?.parse().ok().map(IpAddr::V6);
    let with_port = || noted.parse().ok().map(|socket: SocketAddr| socket.ip());
    noted.parse().ok().or_else(with_port).or_else(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_of_ipv6_is_one_address() {
        let of = |text: &str| Address::from(text.parse::<IpAddr>().unwrap());
        assert_eq!(of("2001:db8::1"), of("2001:db8::ffff:2"));
        assert_ne!(of("2001:db8::1"), of("2001:db8:0:1::1"));
        assert_eq!(of("::ffff:10.0.0.1"), of("10.0.0.1"));
    }

    #[test]
    fn an_address_is_read_however_a_proxy_notes_it() {
        let of = |text: &str| read(text).map(|ip| ip.to_string());
        for v4 in ["203.0.113.7", "203.0.113.7:5678"] {
            assert_eq!(of(v4).as_deref(), Some("203.0.113.7"), "{v4}");
        }
        for v6 in ["2001:db8::1", "[2001:db8::1]", "[2001:db8::1]:80"] {
            assert_eq!(of(v6).as_deref(), Some("2001:db8::1"), "{v6}");
        }
        for none in ["", "unknown", "[203.0.113.7]", "203.0.113.7:", "[2001:db8::1", "_hidden"] {
            assert_eq!(of(none), None, "{none}");
        }
    }
}
