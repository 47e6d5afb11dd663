"""The question before sending: as text, picture and speech; made by us, answered without a script."""
