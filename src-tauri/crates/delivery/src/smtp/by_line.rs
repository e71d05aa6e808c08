//! A connection that is read line by line until the end, so that nothing which was said before TLS began is taken for an
//! answer within it.
//!
//! lettre 0.11 keeps what it read beyond the answer to STARTTLS: whoever sits on the line could say there, unencrypted, that
//! a mail was taken, and let none arrive. Read by lines, what is said too early goes into the handshake, which it breaks.

use lettre::transport::smtp::client::AsyncTokioStream;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// So much is read at once.
const PIECE: usize = 4096;

/// A connection of which each read ends with a line.
#[derive(Debug)]
pub(super) struct ByLine {
    stream: TcpStream,
    /// Read, and not handed on yet.
    kept: Vec<u8>,
}

impl ByLine {
    /// Reads `stream` by lines.
    pub fn new(stream: TcpStream) -> Self {
        Self { stream, kept: Vec::new() }
    }
}

impl AsyncRead for ByLine {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if this.kept.is_empty() {
            let mut piece = [0u8; PIECE];
            let mut read = ReadBuf::new(&mut piece);
            match Pin::new(&mut this.stream).poll_read(context, &mut read) {
                Poll::Ready(Ok(())) => this.kept.extend_from_slice(read.filled()),
                other => return other,
            }
        }
        let end = this.kept.iter().position(|b| *b == b'\n').map_or(this.kept.len(), |at| at + 1);
        let now: Vec<u8> = this.kept.drain(..end.min(into.remaining())).collect();
        into.put_slice(&now);
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for ByLine {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().stream).poll_write(context, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(context)
    }
}

impl AsyncTokioStream for ByLine {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.stream.peer_addr()
    }
}
