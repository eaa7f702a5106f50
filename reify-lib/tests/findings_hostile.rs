//! That rules look at each event, and never at each pair of anything.

#[path = "support/script.rs"]
mod script;
#[path = "support/shapes.rs"]
mod shapes;

use reify_lib::findings;
use shapes::SHAPES;

/// So many that to look at their pairs would take minutes.
const MANY: usize = 20_000;

#[test]
fn no_shape_of_a_trace_takes_the_square_of_its_size() {
    for (name, make) in SHAPES {
        assert!(!findings(&make(MANY)).is_empty(), "{name}");
    }
}
