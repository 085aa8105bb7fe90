// Package safe is the one gate between data and the screen. Whatever is drawn
// is a Text, and a Text is only made by Clean, from our own constants (Const)
// or from numbers (Num); a raw string does not compile in a widget's draw API.
//
// Start reading at Text (text.go), then clean.go for what is made visible,
// line.go for styled rows and style.go for how a role becomes a style.
package safe
