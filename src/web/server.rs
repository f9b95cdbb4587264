//! The server: bound, then run until it is told to stop.

use super::answer::{Asked, answer, failed, takes_form};
use super::events::Events;
use super::kind::Kind;
use super::preview::Run;
use super::reply::Reply;
use super::state::State;
use super::{host, post, searches};
use crate::site::LiveSite;
use crate::telemetry::{RequestLine, RequestLog};
use crate::urls::{self, PublicOrigin};
use actix_web::http::Method;
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, rt, web};
use std::io;
use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How a server is run.
#[derive(Debug)]
pub struct Settings {
    /// Where it listens; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The address of the site as the world knows it.
    pub origin: Option<PublicOrigin>,
    /// Where requests are told.
    pub log: RequestLog,
    /// Whether SIGTERM and SIGINT stop it; tests stop it by its handle.
    pub signals: bool,
    /// Whether it is the preview: pages say what readers see of them, and follow their files.
    pub preview: bool,
}

/// A server that is bound to its address.
pub struct Server {
    address: SocketAddr,
    server: actix_web::dev::Server,
    live: Arc<LiveSite>,
}

/// A way to stop a server that runs.
#[derive(Clone)]
pub struct Running(actix_web::dev::ServerHandle);

impl Running {
    /// Stops it: current replies are finished first.
    pub async fn stop(self) {
        self.0.stop(true).await;
    }
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Server")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Running {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Running")
    }
}

impl Server {
    /// Binds a server of the site to its address. To be called inside an actix system.
    ///
    /// # Errors
    /// When the address is in use or may not be listened on.
    pub fn bind(live: Arc<LiveSite>, settings: Settings) -> io::Result<Self> {
        let state = web::Data::new(State {
            live: Arc::clone(&live),
            origin: settings.origin,
            log: settings.log,
            assets: State::assets(settings.preview),
            preview: settings.preview.then(Run::begin),
        });
        let mut server = HttpServer::new(move || {
            App::new()
                .app_data(state.clone())
                .default_service(web::to(handle))
        })
        .client_request_timeout(Duration::from_secs(5))
        .client_disconnect_timeout(Duration::from_secs(2))
        .keep_alive(Duration::from_secs(20))
        // A page of the preview keeps its stream open; that is nothing to wait for.
        .shutdown_timeout(if settings.preview { 0 } else { 5 });
        if !settings.signals {
            server = server.disable_signals();
        }
        let server = server.bind(settings.listen)?;
        let address = server.addrs().first().copied().unwrap_or(settings.listen);
        Ok(Self {
            address,
            server: server.run(),
            live,
        })
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// A way to stop it.
    #[must_use]
    pub fn handle(&self) -> Running {
        Running(self.server.handle())
    }

    /// Serves until it is stopped, and makes the next edition ready before its time.
    ///
    /// # Errors
    /// When the listening socket fails.
    pub async fn run(self) -> io::Result<()> {
        let live = self.live;
        let ahead = rt::spawn(async move {
            loop {
                rt::time::sleep(Duration::from_secs(5)).await;
                let live = Arc::clone(&live);
                let _ = web::block(move || live.prepare()).await;
            }
        });
        let result = self.server.await;
        ahead.abort();
        result
    }
}

/// The one handler: finds the reply, sends it, tells of it.
async fn handle(
    request: HttpRequest,
    payload: web::Payload,
    state: web::Data<State>,
) -> HttpResponse {
    let start = Instant::now();
    let reply = if state.preview.is_some() && !host::is_this_machine(&request) {
        host::refusal(&request)
    } else {
        find(&request, payload, &state).await
    };
    let route = reply.route;
    let response = if reply.kind == Kind::Events && *request.method() == Method::GET {
        let events = Events::after(request.uri().query(), state.clone());
        reply.into_stream(events, &state)
    } else {
        reply.into_response(&request, &state).await
    };
    let status = response.status().as_u16();
    if state.log.wants(status) {
        state.log.write(&RequestLine {
            time: jiff::Timestamp::now().to_string(),
            method: method_name(request.method()),
            route,
            status,
            bytes: bytes_of(&response),
            microseconds: start.elapsed().as_micros(),
        });
    }
    response
}

/// Finds the reply to a request.
async fn find(request: &HttpRequest, payload: web::Payload, state: &State) -> Reply {
    let uri = request.uri();
    let asked = Asked {
        method: request.method(),
        path: uri.path(),
        query: uri.query().unwrap_or_default(),
        length: uri.path_and_query().map_or(0, |both| both.as_str().len()),
    };
    let takes_form = catch_unwind(AssertUnwindSafe(|| takes_form(state, asked))).unwrap_or(false);
    let form = if takes_form {
        Some(post::read(request, payload).await)
    } else {
        None
    };
    if asked.path == urls::SEARCH {
        searches::make_ready(state).await;
    }
    catch_unwind(AssertUnwindSafe(|| answer(state, asked, form)))
        .unwrap_or_else(|_| failed(state, asked))
}

fn bytes_of(response: &HttpResponse) -> usize {
    use actix_web::body::{BodySize, MessageBody};
    match response.body().size() {
        BodySize::Sized(bytes) => usize::try_from(bytes).unwrap_or(usize::MAX),
        BodySize::None | BodySize::Stream => 0,
    }
}

/// A method as HTTP names it; any other is a word that the sender chose, and is not logged.
fn method_name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        Method::PATCH => "PATCH",
        Method::TRACE => "TRACE",
        Method::CONNECT => "CONNECT",
        _ => "other",
    }
}
