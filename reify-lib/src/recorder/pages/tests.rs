use super::*;

#[test]
fn an_entry_takes_24_bytes() {
    assert_eq!(size_of::<Packed>(), 24);
}

#[test]
fn entries_come_out_as_they_went_in() {
    let poll = |result, took| Entry::Poll {
        step: 3,
        took,
        result,
        wakers: (result == PollResult::Pending).then_some(0),
        within: if result == PollResult::Cancelled {
            8
        } else {
            0
        },
    };
    let made = |parent, task| Entry::Made {
        step: 1,
        site: SiteNumber((1 << 31) | 5),
        parent,
        task,
    };
    let task = TaskEntry {
        id: 2,
        name: Some("worker".into()),
        spawned_by: 4,
        runtime_id: Some(11),
    };
    let mut entries = vec![
        Entry::Task(task),
        made(9, None),
        made(0, Some(TaskRef::Own(2))),
        made(0, Some(TaskRef::Runtime(17))),
        Entry::Wake {
            step: 1,
            by: 0,
            last: true,
        },
        Entry::Wake {
            step: 1,
            by: 6,
            last: false,
        },
        Entry::WakerDrop { step: 1, by: 2 },
    ];
    for result in PollResult::ALL {
        entries.push(poll(result, 12));
        entries.push(poll(result, 1 << 40));
    }
    let entries: Vec<Entry> = entries.into_iter().cycle().take(10_000).collect();
    let mut pages = Pages::new(FULL);
    for (time, entry) in entries.iter().enumerate() {
        pages.push(time as u64, entry.clone());
    }
    assert_eq!(pages.len(), 10_000);
    let read: Vec<(u64, Entry)> = Reading::new(pages).collect();
    assert!(read.iter().map(|(time, _)| *time).eq(0..10_000));
    assert!(read.into_iter().map(|(_, entry)| entry).eq(entries));
}
