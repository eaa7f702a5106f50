//! No file of a few megabytes hangs or bloats what reads it, or what is made of what was read: counted in bytes by an
//! allocator, and in time of the processor, which other programs do not take any of.
//!
//! One test in a program of its own: nothing else allocates beside it.
#![cfg(all(unix, feature = "findings"))]

#[path = "support/counting.rs"]
mod counting;
#[path = "support/hostile.rs"]
mod hostile;

use reify_lib::{Trace, findings, reify_execution, to_dot};

use counting::Costs;

#[test]
fn hostile_files_take_no_more_than_128_megabytes_and_two_seconds() {
    let mut costs = Costs::default();
    for file in hostile::files(hostile::SIZE) {
        costs.count(file.name, || {
            if let Ok(trace) = Trace::from_slice(&file.bytes) {
                let graph = reify_execution(&trace);
                drop(to_dot(&graph));
                drop(graph);
                drop(findings(&trace));
            }
        });
    }
    costs.assert_bearable();
}
