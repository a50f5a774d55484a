"""Board and list: pictures of the deals that one may see, filtered by one small language and summed by a projection."""
