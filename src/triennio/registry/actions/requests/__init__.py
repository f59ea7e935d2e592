"""What is done with requests: by the person, by a body through its link, by the Order's office."""
