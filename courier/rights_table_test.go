package courier_test

// rightsTable is who may do what, as the office reads it. It is written out
// here and never asked of the program: a slip in intake's table shows.
const rightsTable = `
	            operator sector issuer supervisor admin auditor provider provider-head provider-executor
	see             x      x      x        x        .      .       x          x               x
	export          x      x      x        x        .      .       .          .               .
	draft           x      .      .        x        .      .       x          .               .
	turn-away       x      .      .        x        .      .       .          .               .
	refuse          x      .      .        x        .      .       .          .               .
	accept          x      .      .        x        .      .       .          .               .
	give            x      .      .        x        .      .       .          .               .
	receive         .      x      .        x        .      .       .          .               .
	registry        .      x      .        x        .      .       .          .               .
	add             .      x      .        x        .      .       .          .               .
	take-out        .      x      .        x        .      .       .          .               .
	deliver         .      x      .        x        .      .       .          .               .
	missed          .      x      .        x        .      .       .          .               .
	step            .      x      .        x        .      .       x          .               .
	send-back       .      x      .        x        .      .       x          .               .
	completed       .      x      .        x        .      .       x          .               .
	return          .      x      .        x        .      .       x          .               .
	returns         .      x      .        x        .      .       .          .               .
	mark            .      x      .        x        .      .       .          .               .
	forward         .      x      .        x        .      .       .          .               .
	issue           x      .      x        x        .      .       .          .               .
	withdraw        x      .      x        x        .      .       .          .               .
	archive         .      .      x        x        .      .       .          .               .
	retrieve        .      .      x        x        .      .       .          .               .
	undo            x      x      x        x        .      .       x          x               x
	undo-any        .      .      .        x        .      .       .          .               .
	close-day       .      .      .        x        .      .       .          .               .
	erase           .      .      .        x        .      .       .          .               .
	second          .      .      .        x        .      .       .          .               .
	looks           .      .      .        x        .      .       .          .               .
	journal         .      .      .        x        .      x       .          .               .
	users           .      .      .        .        x      .       .          .               .
	ask             x      .      .        x        .      .       .          .               .
	attach          x      .      .        x        .      .       .          .               .
	detach          x      .      .        x        .      .       .          .               .
	sign            x      .      .        x        .      .       .          .               .
	send            x      .      .        x        .      .       .          .               .
	check           .      x      .        x        .      .       .          .               .
	outbox          .      x      .        x        .      .       .          .               .
	not-taken       .      x      .        x        .      .       x          .               .
	turn-back       x      .      x        x        .      .       .          .               .
	result          .      x      .        x        .      .       x          .               .
	portal          .      x      .        x        .      .       x          .               .
	post            .      x      .        x        .      .       x          .               .
	lodge           .      .      .        .        .      .       x          .               .
	take-in         .      .      .        .        .      .       x          .               .
	decline         .      .      .        .        .      .       x          .               .
	let-out         .      .      .        .        .      .       x          .               .
	hand-out        .      .      .        .        .      .       x          .               .
	assign          .      .      .        .        .      .       .          x               .
	redo            .      .      .        .        .      .       .          x               .
	decide          .      .      .        .        .      .       .          x               .
	prepare         .      .      .        .        .      .       .          .               x
`
