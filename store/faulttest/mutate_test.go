package faulttest

func (j job) mutate() error { return nil }
