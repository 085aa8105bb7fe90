// Package courier is the accumulating sector: processes 3 to 6.
//
// Papers come from the counter (3), leave in a registry by courier (4), go
// through the provider's steps (5), come back under the scanner and pass to
// the inspector (6). The package acts on intake's cases and adds what belongs
// to many cases at once: acts of handing over, registries, return registries,
// discrepancy acts. A case in a registry only points to it; the registry
// carries the transit, so that dispatching five hundred cases is one record.
//
// The electronic road goes beside the papers: Send puts a signed request into
// the outbox (e5_send.go), Post carries the outbox to the gateway (e5_post.go,
// e5_try.go), Take hears what comes back (e5_take.go, e5_obey.go), TurnBack
// hands out the refusal of process 6 (e6_turnback.go).
//
// Start reading at Office (sector.go), then the processes by their numbers.
package courier
