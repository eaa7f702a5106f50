//! Whatever was read, a graph, a drawing, findings and a file can be made of it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use reify_lib::{Trace, findings, reify_execution, to_dot};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(trace) = Trace::from_slice(bytes) {
        let graph = reify_execution(&trace);
        to_dot(&graph);
        findings(&trace);
        trace
            .write_to(&mut Vec::new())
            .expect("memory can be written to");
    }
});
