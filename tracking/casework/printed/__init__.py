"""Papers the citizen takes home, set with typst: receipt, official form, letters of withdrawal, appointment."""
