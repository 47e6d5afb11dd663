"""From a draft to a published page: legal check, the chief's approval, what must not be seen, how long it must stay."""
