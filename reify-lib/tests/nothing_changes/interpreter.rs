//! The interpreter of programs, once as it is and once with the attribute.

use std::future::{Future, poll_fn};
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures::stream::FuturesUnordered;
use futures::{FutureExt, StreamExt};
use reify_lib::{TraceFutureExt, TracedTask};

use crate::program::Program;
use crate::run::{Boxed, Outcome, World, payload_of};

/// Logs its drop.
struct Guard(World, &'static str);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.log(self.1);
    }
}

impl Guard {
    /// A future that borrows from a temporary of the statement it stands in.
    fn reading(&self, number: u32) -> impl Future<Output = u32> + '_ {
        let mut first = true;
        poll_fn(move |cx| {
            if std::mem::take(&mut first) {
                cx.waker().wake_by_ref();
                return Poll::Pending;
            }
            self.0.log("read");
            Poll::Ready(number)
        })
    }
}

/// Pending so many times.
struct Yield(u32);

impl Future for Yield {
    type Output = u32;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<u32> {
        if self.0 == 0 {
            return Poll::Ready(1);
        }
        self.0 -= 1;
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

/// Gives up on a future after so many polls.
struct Timeout {
    polls: u32,
    inner: Option<Boxed>,
}

impl Future for Timeout {
    type Output = Option<Outcome>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let Some(inner) = &mut self.inner else {
            return Poll::Ready(None);
        };
        match inner.as_mut().poll(cx) {
            Poll::Ready(outcome) => Poll::Ready(Some(outcome)),
            Poll::Pending if self.polls == 0 => {
                self.inner = None;
                Poll::Ready(None)
            }
            Poll::Pending => {
                self.polls -= 1;
                Poll::Pending
            }
        }
    }
}

/// Pending until the executor has nothing else to do.
fn later(world: World) -> impl Future<Output = u32> {
    let mut asked = false;
    poll_fn(move |cx| {
        if std::mem::replace(&mut asked, true) {
            return Poll::Ready(2);
        }
        world.later(cx.waker().clone());
        Poll::Pending
    })
}

macro_rules! interpreter {
    ($name:ident, $task:expr, $(#[$attribute:meta])*) => {
        pub(crate) mod $name {
            use super::*;

            $(#[$attribute])*
            pub(crate) async fn interpret(program: Program, world: World) -> Outcome {
                match program {
                    Program::Ready(number) => Ok(std::future::ready(number).await),
                    Program::Yield(times) => Ok(Yield(times).await),
                    Program::Later => Ok(later(world.clone()).await),
                    Program::Sequence(programs) => sequence(programs, world).await,
                    Program::Branch(programs) => {
                        let [condition, yes, no] = *programs;
                        if boxed(condition, &world).await? % 2 == 0 {
                            boxed(yes, &world).await
                        } else {
                            boxed(no, &world).await
                        }
                    }
                    Program::Loop(times, program) => repeat(times, *program, world).await,
                    Program::Join(programs) => {
                        let [a, b] = *programs;
                        let (a, b) = tokio::join!(boxed(a, &world), boxed(b, &world));
                        Ok(a? + b?)
                    }
                    Program::Select(programs) => {
                        let [a, b] = *programs;
                        tokio::select! {
                            biased;
                            a = boxed(a, &world) => { world.log("first"); a }
                            Ok(b) = boxed(b, &world), if true => {
                                world.log("second");
                                Ok(b + Yield(1).await)
                            }
                            else => Err(9),
                        }
                    }
                    Program::Timeout(polls, program) => {
                        let inner = Some(boxed(*program, &world));
                        match (Timeout { polls, inner }).await {
                            Some(outcome) => outcome,
                            None => Ok(0),
                        }
                    }
                    Program::Unordered(programs) => unordered(programs, world).await,
                    Program::Catch(program) => {
                        let caught = AssertUnwindSafe(boxed(*program, &world)).catch_unwind().await;
                        caught.unwrap_or_else(|payload| {
                            world.log(&payload_of(&payload));
                            Ok(7)
                        })
                    }
                    Program::Spawn(program) => {
                        let task = world.spawn(Box::pin($task(boxed(*program, &world))));
                        world.log("spawned");
                        match task.await {
                            Ok(outcome) => outcome,
                            Err(payload) => {
                                world.log(&payload);
                                Ok(3)
                            }
                        }
                    }
                    Program::Detached(program) => {
                        world.spawn(Box::pin($task(boxed(*program, &world))));
                        Ok(Yield(1).await)
                    }
                    Program::Abort(polls, program) => {
                        let task = world.spawn(Box::pin($task(boxed(*program, &world))));
                        Yield(polls).await;
                        task.abort();
                        Ok(0)
                    }
                    Program::Fail(number) => Err(number),
                    Program::Recover(program) => match boxed(*program, &world).await {
                        Ok(number) => Ok(number),
                        Err(error) => Ok(error + Guard(world.clone(), "temporary").reading(1).await),
                    },
                    Program::Panic(number) if number > 1 => {
                        std::panic::resume_unwind(Box::new(number))
                    }
                    Program::Panic(number) => Ok(number),
                    Program::Forgotten(program) => {
                        let _forgotten = boxed(*program, &world);
                        Ok(0)
                    }
                }
            }

            fn boxed(program: Program, world: &World) -> Boxed {
                let guard = Guard(world.clone(), "a future is gone");
                let future = interpret(program, world.clone());
                Box::pin(kept(future, guard))
            }

            $(#[$attribute])*
            async fn kept(future: impl Future<Output = Outcome>, _guard: Guard) -> Outcome {
                future.await
            }

            $(#[$attribute])*
            async fn sequence(programs: Vec<Program>, world: World) -> Outcome {
                let mut sum = 0;
                for program in programs {
                    world.log("before");
                    let _guard = Guard(world.clone(), "guard");
                    sum += boxed(program, &world).await?;
                    world.log("after");
                }
                Ok(sum + Guard(world.clone(), "tail").reading(sum).await)
            }

            $(#[$attribute])*
            async fn repeat(times: u32, program: Program, world: World) -> Outcome {
                let mut last = 0;
                for _ in 0..times {
                    last = boxed(program.clone(), &world).await?;
                    if last % 2 == 1 {
                        break;
                    }
                }
                Ok(last)
            }

            $(#[$attribute])*
            async fn unordered(programs: Vec<Program>, world: World) -> Outcome {
                let mut futures: FuturesUnordered<Boxed> = programs
                    .into_iter()
                    .map(|program| boxed(program, &world))
                    .collect();
                let mut sum = 0;
                while let Some(outcome) = futures.next().await {
                    world.log("one of them");
                    sum += outcome?;
                }
                Ok(sum)
            }
        }
    };
}

fn named(task: Boxed) -> TracedTask<Boxed> {
    task.traced("a task")
}

interpreter!(plain, std::convert::identity,);
interpreter!(traced, named, #[reify_lib::trace_async]);
