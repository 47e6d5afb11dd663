"""Before the form: which kind of petition, which ways are still open, and how to stay safe."""
