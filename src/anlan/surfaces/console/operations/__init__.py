"""What runs behind the pages: jobs and deliveries, with their reasons and a way to steer them."""
