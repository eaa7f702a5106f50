//! While nothing happens the explorer does nothing: it draws nothing, and sleeps.

use crate::explore;
use crate::shop::Shop;

/// So often the loop goes round for the test. Each time it sleeps once.
const ROUNDS: u64 = 10;
/// More ticks of the processor's clock, which are 10 ms each, ten rounds of doing nothing do not take.
const MOST_TICKS: u64 = 5;

#[test]
fn nothing_is_drawn_and_no_time_of_the_processor_taken() {
    let shop = Shop::new();
    let mut terminal = explore(&shop);
    terminal.settle();
    let (written, ticks, sleeps) = (
        terminal.written().len(),
        terminal.ticks(),
        terminal.sleeps(),
    );
    // Whatever else the machine does, what is counted is this process alone; one that does not sleep runs into the ticks.
    while terminal.sleeps() < sleeps + ROUNDS {
        terminal.look();
        let taken = terminal.ticks() - ticks;
        assert!(taken <= MOST_TICKS, "{taken} ticks");
    }
    assert_eq!(terminal.written().len(), written);
}
