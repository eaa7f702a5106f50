//! Every program, and what is wrong with it.

use std::pin::Pin;

use crate::{cautious, diligent, healthy, idle, lookalikes, stuck, threads, waste};

pub(crate) struct Program {
    pub(crate) name: &'static str,
    pub(crate) main: fn() -> Pin<Box<dyn Future<Output = ()>>>,
    /// The comments on the lines of its faults: a kind of finding, how sure it is at least, and which one. Of a healthy
    /// program the kinds of faults that it looks like.
    pub(crate) faults: &'static [&'static str],
}

macro_rules! programs {
    ($($module:ident::$name:ident: $($fault:literal),+;)*) => {
        &[$(Program {
            name: stringify!($name),
            main: || Box::pin($module::$name()),
            faults: &[$($fault),+],
        },)*]
    };
}

pub(crate) const HEALTHY: &[Program] = programs![
    lookalikes::registers_again: "lost-waker";
    cautious::first_call_counts: "lost-waker";
    cautious::lost_and_timed: "lost-waker";
    cautious::sender_goes: "lost-waker", "waiting";
    lookalikes::leans_on_another: "no-waker";
    cautious::finished_arms: "no-waker", "never-polled";
    healthy::main_stays: "no-waker", "waiting";
    healthy::kept_over_rounds: "futurelock", "spurious-polls";
    diligent::fair_buffer: "futurelock";
    diligent::kept_for_later: "futurelock";
    healthy::server: "waiting";
    healthy::nameless: "waiting", "lost-waker";
    lookalikes::contention: "waiting";
    idle::shared_receiver: "waiting", "futurelock";
    idle::sent_locks: "waiting";
    idle::quiet_broadcast: "waiting";
    idle::held_by_a_thread: "waiting";
    idle::rate_limit: "waiting";
    idle::readers_and_a_writer: "waiting";
    idle::one_is_missing: "waiting";
    idle::actors_at_rest: "waiting";
    idle::lock_across_work: "waiting", "blocking-poll";
    lookalikes::blocking_elsewhere: "blocking-poll", "slow-wake";
    diligent::moves_others_away: "blocking-poll", "slow-wake";
    diligent::brief_polls: "blocking-poll", "slow-wake";
    lookalikes::recursion: "blocking-poll";
    healthy::intervals: "busy-loop", "slow-wake";
    lookalikes::gives_way: "busy-loop";
    lookalikes::ping_pong: "busy-loop", "sequential-awaits";
    diligent::pipeline_in_one_task: "busy-loop", "spurious-polls";
    diligent::in_parts: "busy-loop";
    diligent::ready_stream: "busy-loop", "sequential-awaits";
    lookalikes::unordered: "spurious-polls";
    diligent::joins_thirty: "spurious-polls";
    cautious::follows_the_cursor: "sequential-awaits";
    healthy::select_loop: "cancelled-midway";
    cautious::backs_off: "cancelled-midway", "sequential-awaits";
    cautious::shuts_down: "cancelled-midway";
    cautious::expects_panics: "panicked";
    cautious::lazy_stream: "never-polled";
];

pub(crate) const FAULTY: &[Program] = programs![
    stuck::cleared: "lost-waker=certain: the slot is cleared";
    stuck::cleared_without_a_name: "lost-waker=likely: in a task that is not known";
    stuck::overwritten: "lost-waker=certain: the slot is overwritten";
    stuck::forgetful: "no-waker=certain: never kept";
    stuck::forgetful_later: "no-waker=certain: kept the first time only";
    stuck::kept_lock: "futurelock=likely: a kept lock";
    stuck::kept_permit: "futurelock=likely: a kept permit";
    stuck::silent_channel: "waiting: a silent channel";
    stuck::opposite_order: "waiting=likely: locks in opposite order";
    stuck::reads_and_writes: "waiting=likely: a reader that wants to write";
    stuck::philosophers: "waiting=likely: a fork too few";
    stuck::both_full: "waiting: both channels are full";
    stuck::joins_under_lock: "waiting: joins a task that wants its lock";
    stuck::unanswered: "waiting: an answer that never comes";
    threads::sleeps: "blocking-poll=likely: a sleep", "slow-wake=likely: behind a sleep";
    threads::computes_long: "blocking-poll=likely: a computation", "slow-wake=likely: behind a computation";
    threads::never_gives_way: "slow-wake: behind awaits that never wait";
    threads::long_queue: "slow-wake: at the end of a queue";
    threads::stuck_in_a_poll: "blocking-poll=likely: has not returned";
    threads::wakes_itself: "busy-loop=likely: wakes itself";
    threads::yields_forever: "busy-loop: only gives way";
    threads::closed_channel: "busy-loop: a closed channel";
    waste::joins_by_hand: "spurious-polls=likely: polls all of them";
    waste::polls_for_each_tick: "spurious-polls: polled for each tick";
    waste::one_by_one: "sequential-awaits: one fetch after the other";
    waste::one_by_one_with_more: "sequential-awaits: with something in between";
    waste::times_out: "cancelled-midway: by a timeout";
    waste::aborts: "cancelled-midway: by an abort";
    waste::panics: "panicked=certain: and left its task";
    waste::catches: "panicked: and was caught";
    waste::forgets: "never-polled: forgotten";
    waste::gathers_only: "never-polled: kept in a list";
    waste::throws_away: "never-polled: dropped at once";
    waste::starves: "never-polled: starved";
];
