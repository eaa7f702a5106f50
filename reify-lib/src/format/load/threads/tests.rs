//! That a trace is the same however its file is cut into blocks, and on however many threads it is read.

use std::io;
use std::sync::{Arc, Mutex};

use super::*;
use crate::format::reader::{Block, Scanner};
use crate::format::ways::in_blocks;

/// No other way to read the same.
const NONE: Option<io::Empty> = None;

/// Lines as the writer lays them out, with every kind of event.
const WRITTEN: &str = "[\n\
    {\"reify\":{\"version\":1,\"program\":\"shop\",\"wakes\":true}},\n\
    {\"site\":{\"id\":0,\"expr\":\"load_cart(id)\",\"file\":\"src/cart.rs\",\"line\":14}},\n\
    {\"step\":[0,0,0,5]},\n\
    {\"poll\":[1,0,6,2,1,\"pending\",1]},\n\
    {\"step\":[2,1,0,7,0,null,true]},\n\
    {\"wake\":[3,0,9,1,null,true]},\n\
    {\"waker_drop\":[4,1,10,1]},\n\
    {\"sync\":{\"at\":11,\"recorded\":5}},\n\
    {\"poll\":[5,1,12,2,1,\"cancelled\",null,0]},\n\
    {\"poll\":[6,0,15,2,1,\"ready\"]},\n\
    {\"end\":{\"at\":20,\"recorded\":7,\"reason\":\"finished\"}}\n\
    ]\n";

/// What a file may be instead of that.
fn files() -> Vec<String> {
    let lines: Vec<&str> = WRITTEN.lines().collect();
    let polls = "{\"poll\":[1,0,6,2,1,\"pending\",1]},\n";
    vec![
        WRITTEN.to_owned(),
        WRITTEN.replace('\n', "\r\n"),
        WRITTEN[..WRITTEN.len() - 60].to_owned(),
        lines[1..lines.len() - 1].join("\n").replace("},", "}"),
        lines.concat(),
        WRITTEN.replace(',', " , "),
        // The end of a line that is no record looks like an event where a block begins within that line.
        WRITTEN.replace(polls, &format!("garbage{polls}")),
        WRITTEN.replace(polls, &format!("{{\"poll\":[1,0,{polls}{polls}")),
        WRITTEN.replace(polls, &polls.replace("},\n", "},")),
        WRITTEN.replace(polls, &format!("\0\0{polls}\n \n{}\n", polls.trim_end())),
        WRITTEN.replace(polls, ""),
        "[\n{\"poll\":[1,0,6,2,1,\"ready\"]},\n".repeat(3),
        "no trace at all\n".repeat(9),
        String::new(),
    ]
}

/// An input that several read from.
#[derive(Clone)]
struct Shared<'a>(Arc<Mutex<&'a [u8]>>);

impl Read for Shared<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.lock().unwrap().read(buffer)
    }
}

fn outcome(read: Result<Trace, Error>) -> Result<Trace, String> {
    read.map_err(|error| error.to_string())
}

#[test]
fn blocks_may_begin_and_be_cut_anywhere() {
    for file in files() {
        let bytes = file.as_bytes();
        let whole = outcome(Trace::from_slice(bytes));
        for cut in 0..=bytes.len() {
            for most in [1, 30, 1_000] {
                let read = outcome(in_blocks(bytes, cut, most));
                assert_eq!(read, whole, "{most} bytes at once behind {cut}:\n{file}");
            }
        }
    }
}

#[test]
fn two_threads_read_what_one_does_with_blocks_of_any_size() {
    for file in files() {
        let bytes = file.as_bytes();
        let whole = outcome(Trace::from_slice(bytes));
        for most in [1, 2, 3, 7, 31, 64, 100, 1_000] {
            for is_shared in [false, true] {
                let mut told = 0;
                // What comes first says whether there are events to make out.
                let (beginning, rest) = bytes.split_at(bytes.len().min(200));
                let mut reader = TraceReader::new();
                let read = reader.feed(beginning).and_then(|()| {
                    told = reader.bytes();
                    let source = Shared(Arc::new(Mutex::new(rest)));
                    let same = is_shared.then(|| source.clone());
                    read_on_two_threads(source, same, most, reader, |reader| {
                        assert!(reader.bytes() > told);
                        told = reader.bytes();
                    })
                });
                assert_eq!(outcome(read), whole, "{most} bytes at once:\n{file}");
            }
        }
    }
}

#[test]
fn every_event_of_the_writer_is_made_out() {
    let mut scanner = Scanner::new(true);
    let mut block = Block::default();
    scanner.scan(WRITTEN.as_bytes(), true, &mut block);
    assert_eq!(block.len(), 7);
}

#[test]
fn what_cannot_be_read_is_an_error_on_two_threads_too() {
    struct Broken;

    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }

    let source = WRITTEN.as_bytes().chain(Broken);
    let read = read_on_two_threads(source, NONE, 50, TraceReader::new(), |_| ());
    let error = read.unwrap_err().to_string();
    assert!(error.contains("the disk is gone"), "{error}");
}
