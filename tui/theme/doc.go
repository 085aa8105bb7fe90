// Package theme names what a style is for. A session has one Theme; screens
// take their styles from its fields and write no colours of their own. Trouble,
// done and doubt always carry a sign (theme.Sign) or a word beside the colour:
// the monochrome theme says as much as the coloured one.
package theme
