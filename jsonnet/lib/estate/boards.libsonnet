function(given) { dashboards: {} }
