"""The screens of letters: writing, clearing, sending back, and the templates behind them."""
