//! Answers that come in pages, as streams.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::{self, Vec};
use core::future::poll_fn;
use core::hash::BuildHasher;
use core::pin::Pin;
use core::task::{ready, Context, Poll};

use futures_core::Stream;

use super::call::Options;
use super::{Call, Client};
use crate::error::{ErrorKind, Failure};
use crate::future::BoxFuture;
use crate::operation::{Operation, Paginated, Pagination};
use crate::shape::{Structure, Value};

/// The pages of a list, one response each. It ends after the last page or the first error, and a
/// page token that comes twice is an error, since the list would never end.
#[must_use = "nothing is sent before a page is asked for"]
pub struct Pages<O: Operation> {
    client: Client,
    options: Box<Options>,
    request: O,
    state: State<O>,
    token: Option<String>,
    seen: Seen,
}

enum State<O: Operation> {
    /// The next page is to be asked for.
    Ready,
    /// It was asked for.
    Waiting(BoxFuture<'static, Result<O::Response, O::Error>>),
    /// The last page brought a token that was there before.
    Repeated,
    /// There are no more pages.
    Done,
}

// Nothing in here is pinned in place: the future is in a box of its own.
impl<O: Operation> Unpin for Pages<O> {}

impl<O: Paginated + Clone> Pages<O> {
    pub(super) fn new(client: Client, request: O, options: Box<Options>) -> Self {
        let token = O::operation()
            .pagination()
            .and_then(|tokens| token_at(&request, &[tokens.input_token]));
        let mut seen = Seen::default();
        if let Some(token) = &token {
            seen.insert(token);
        }
        Self { client, options, request, state: State::Ready, token, seen }
    }

    /// The next page; nothing after the last one.
    pub async fn next(&mut self) -> Option<Result<O::Response, O::Error>> {
        poll_fn(|context| self.poll_page(context)).await
    }

    /// The next page; nothing after the last one.
    ///
    /// # Errors
    /// The page could not be had, or the list does not end.
    pub async fn try_next(&mut self) -> Result<Option<O::Response>, O::Error> {
        self.next().await.transpose()
    }

    /// All pages that are left.
    ///
    /// # Errors
    /// A page could not be had, or the list does not end; the pages before it are lost.
    pub async fn try_collect(mut self) -> Result<Vec<O::Response>, O::Error> {
        let mut pages = Vec::new();
        while let Some(page) = self.try_next().await? {
            pages.push(page);
        }
        Ok(pages)
    }

    /// The token of the page that comes next, to go on from there later; nothing before the first
    /// page, unless the request had one, and nothing after the last. While an error keeps the
    /// stream from going on, it is the token of the page that failed.
    #[must_use]
    pub fn resume_token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    fn poll_page(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<O::Response, O::Error>>> {
        loop {
            match &mut self.state {
                State::Ready => {
                    let call = Call::with_options(
                        self.client.clone(),
                        self.request.clone(),
                        self.options.clone(),
                    );
                    self.state = State::Waiting(Box::pin(call.send()));
                }
                State::Waiting(page) => {
                    let page = ready!(page.as_mut().poll(context));
                    self.state = State::Done;
                    if let Ok(page) = &page {
                        self.advance(page);
                    }
                    return Poll::Ready(Some(page));
                }
                State::Repeated => {
                    self.state = State::Done;
                    let text = "the list of pages does not end: the service gave the same page token twice";
                    let failure = Failure::new(O::operation().name(), ErrorKind::Pagination, text);
                    return Poll::Ready(Some(Err(failure.into())));
                }
                State::Done => return Poll::Ready(None),
            }
        }
    }

    /// Takes the token of the next page from this one.
    fn advance(&mut self, page: &O::Response) {
        let Some(Pagination { input_token, output_token }) = O::operation().pagination() else {
            self.token = None;
            return;
        };
        self.token = token_at(page, output_token);
        let Some(token) = &self.token else { return };
        self.state = if self.seen.insert(token) && set_member(&mut self.request, input_token, token)
        {
            State::Ready
        } else {
            State::Repeated
        };
    }
}

impl<O: Paginated + Clone> Stream for Pages<O> {
    type Item = Result<O::Response, O::Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_page(context)
    }
}

/// The entries of a list, over all its pages.
#[must_use = "nothing is sent before an entry is asked for"]
pub struct Items<O: Paginated> {
    pages: Pages<O>,
    items: vec::IntoIter<O::Item>,
}

impl<O: Paginated> Unpin for Items<O> {}

impl<O: Paginated + Clone> Items<O> {
    pub(super) fn new(pages: Pages<O>) -> Self {
        Self { pages, items: Vec::new().into_iter() }
    }

    /// The next entry; nothing after the last one.
    pub async fn next(&mut self) -> Option<Result<O::Item, O::Error>> {
        poll_fn(|context| self.poll_item(context)).await
    }

    /// The next entry; nothing after the last one.
    ///
    /// # Errors
    /// A page could not be had, or the list does not end.
    pub async fn try_next(&mut self) -> Result<Option<O::Item>, O::Error> {
        self.next().await.transpose()
    }

    /// All entries that are left.
    ///
    /// # Errors
    /// A page could not be had, or the list does not end; the entries before it are lost.
    pub async fn try_collect(mut self) -> Result<Vec<O::Item>, O::Error> {
        let mut items = Vec::new();
        while let Some(item) = self.try_next().await? {
            items.push(item);
        }
        Ok(items)
    }

    /// The token of the page that comes after the one whose entries are being handed out.
    #[must_use]
    pub fn resume_token(&self) -> Option<&str> {
        self.pages.resume_token()
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<O::Item, O::Error>>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll_page(context)) {
                Some(Ok(page)) => self.items = O::items(page).into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<O: Paginated + Clone> Stream for Items<O> {
    type Item = Result<O::Item, O::Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_item(context)
    }
}

/// The page tokens that came by, by their hashes: tokens can be long and lists endless.
#[derive(Default)]
struct Seen {
    hasher: std::hash::RandomState,
    hashes: BTreeSet<u64>,
}

impl Seen {
    /// Says whether the token is a new one.
    fn insert(&mut self, token: &str) -> bool {
        self.hashes.insert(self.hasher.hash_one(token))
    }
}

/// The text at this path of member names; an empty text is none.
fn token_at(structure: &dyn Structure, path: &[&str]) -> Option<String> {
    let (name, rest) = path.split_first()?;
    let index = structure.schema().members().iter().position(|member| member.name() == *name)?;
    match structure.member(index)?.get() {
        Value::Structure(inner) if !rest.is_empty() => token_at(inner, rest),
        Value::String(token) if rest.is_empty() && !token.is_empty() => Some(token.to_owned()),
        _ => None,
    }
}

/// Puts a text into a member; says whether there is such a member.
fn set_member(structure: &mut dyn Structure, name: &str, text: &str) -> bool {
    let index = structure.schema().members().iter().position(|member| member.name() == name);
    index
        .and_then(|index| structure.member_mut(index))
        .is_some_and(|member| member.slot().set_string(text).is_ok())
}
