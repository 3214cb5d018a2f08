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
        let last = noted.and_then(|noted| noted.rsplit(',').next()?.trim().parse().ok());
        Ok(last.unwrap_or(line).into())
    }
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
}
