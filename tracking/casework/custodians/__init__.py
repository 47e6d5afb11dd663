"""The keepers of denouncers' names: their keys, what can come in while there are none, sealing anew."""
