"""What a person may ask an Order: the forms, what they are worth, who may do what with them and when. Pure."""
