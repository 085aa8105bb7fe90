package code

// quasigroup is H. M. Damm's table of order 10. Rows are the running digit,
// columns the next one. Every row and every column holds each digit once, and
// no two digits in swapped order lead to the same place.
var quasigroup = [10][10]byte{
	{0, 3, 1, 7, 5, 9, 8, 6, 4, 2},
	{7, 0, 9, 2, 1, 5, 4, 8, 6, 3},
	{4, 2, 0, 6, 8, 7, 1, 3, 5, 9},
	{1, 7, 5, 0, 9, 8, 3, 4, 2, 6},
	{6, 1, 2, 3, 0, 4, 5, 9, 7, 8},
	{3, 6, 7, 4, 2, 0, 9, 5, 8, 1},
	{5, 8, 6, 9, 7, 2, 0, 1, 3, 4},
	{8, 9, 4, 5, 3, 6, 2, 0, 1, 7},
	{9, 4, 3, 8, 6, 1, 7, 2, 0, 5},
	{2, 5, 8, 1, 4, 3, 6, 7, 9, 0},
}

// damm is the check digit (0 to 9) of ASCII digits; it is 0 for digits that
// already end in their check digit.
func damm(d string) byte {
	var at byte
	for i := range len(d) {
		at = quasigroup[at][d[i]-'0']
	}
	return at
}
