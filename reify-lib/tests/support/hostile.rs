//! Files that a stranger made to hang a reader or to bloat it: each asks for the worst of something, within a few
//! megabytes.

#[path = "hostile/json.rs"]
mod json;
#[path = "hostile/layouts.rs"]
mod layouts;
#[path = "hostile/order.rs"]
mod order;
#[path = "hostile/products.rs"]
mod products;
#[path = "hostile/suspects.rs"]
mod suspects;
#[path = "hostile/texts.rs"]
mod texts;
#[path = "hostile/trees.rs"]
mod trees;

/// The largest number that a trace can hold.
const MOST: u64 = (1 << 53) - 1;

/// How long the files are of which the limits are said.
pub(crate) const WHOLE: usize = 3 << 20;

/// How long they are here: without optimisations everything takes twenty times as long.
pub(crate) const SIZE: usize = if cfg!(debug_assertions) {
    WHOLE / 3
} else {
    WHOLE
};

/// A hostile file.
pub(crate) struct Hostile {
    /// What there is too much of.
    pub(crate) name: &'static str,
    /// What the file holds.
    pub(crate) bytes: Vec<u8>,
}

const HEADER: &str = "[\n{\"reify\":{\"wakes\":true}},\n";
const SITE: &str = "{\"site\":{\"id\":0,\"expr\":\"a\",\"file\":\"a.rs\",\"line\":1}}";

/// Every one of them, each about so many bytes long.
pub(crate) fn files(size: usize) -> Vec<Hostile> {
    [
        json::json(size),
        json::records(size),
        layouts::layouts(size),
        layouts::unknown(size),
        layouts::imported(size),
        order::order(size),
        order::ids(size),
        order::circles(size),
        trees::trees(size),
        trees::siblings(size),
        texts::texts(size),
        products::long(size),
        products::many(size),
        suspects::numbers(size),
        suspects::suspects(size),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A trace that repeats what a function makes of ever higher numbers: some records, each but the last with a comma
/// and a line feed behind it.
fn repeated(size: usize, first: &str, records: impl Fn(u64) -> String) -> Vec<u8> {
    let mut file = format!("{HEADER}{first},\n").into_bytes();
    for number in 0.. {
        if file.len() > size {
            break;
        }
        file.extend_from_slice(records(number).as_bytes());
        file.extend_from_slice(b",\n");
    }
    file
}

fn sited(size: usize, records: impl Fn(u64) -> String) -> Vec<u8> {
    repeated(size, SITE, records)
}

fn hostile(name: &'static str, bytes: impl Into<Vec<u8>>) -> Hostile {
    Hostile {
        name,
        bytes: bytes.into(),
    }
}
