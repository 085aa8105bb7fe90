// Command tereze is the counter window: screens, and a plain command for each
// of the seven processes, for scripts and other systems.
//
// Start reading at run (main.go): it parses the line, runs one command and
// turns its error into a sentence and an exit code (fail.go). A command is one
// file, cmd_….go. Those that need an office open it through app.office
// (office.go); those that need an application build it from flags or JSON
// (application.go). What a case looks like in JSON is in case_out.go.
//
// Exit codes: 0 done; 1 refused by a rule; 2 wrong usage; 3 trouble with the
// store, the folder or the program. The answer goes to standard output, every
// word about trouble to standard error; with --json both are JSON.
package main
