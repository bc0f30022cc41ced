package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// generated is an identifier of somebody who does not exist, with the labels that data has before it.
type generated struct {
	letter string
	kind   string
	labels []string
	text   string
	// What may not be left of it: the text, or the words of a name or an address.
	parts []string
}

var (
	firstNames = []string{"Synthia", "Fakobert", "Zéphyrine", "Ödön", "Thanh-Vân", "Qadira", "Jean Luc", "Anh", "ivoline", "MARIBELLE"}
	lastNames  = []string{"Quist", "O'Sample", "Núñezová", "van der Mock", "de la Fuente Ruiz", "Nguyễn", "placeholder", "DUMMYSON", "Ivanov", "Ngô Đình"}
	streets    = []string{"Elm Street", "Old Mill Road", "N. Lincoln Ave", "St. Mary Lane"}
	cities     = []string{"Springfield", "New Riverton", "São Bento", "St. Georgetown"}
)

func pick(random *rand.Rand, from ...string) string { return from[random.IntN(len(from))] }

// fill replaces `#` by a digit, `%` by one that is not 0, `@` by a capital letter.
func fill(random *rand.Rand, form string) string {
	var out strings.Builder
	for _, letter := range form {
		switch letter {
		case '#':
			out.WriteByte(byte('0' + random.IntN(10)))
		case '%':
			out.WriteByte(byte('1' + random.IntN(9)))
		case '^':
			out.WriteByte("ACDEFGHJKMNPRTVWXY"[random.IntN(18)])
		default:
			out.WriteRune(letter)
		}
	}
	return out.String()
}

// person generates the labelled identifiers of one person.
func person(seed uint64) []generated {
	random := rand.New(rand.NewPCG(seed, 18))
	first, last := pick(random, firstNames...), pick(random, lastNames...)
	street, city := fill(random, "%## ")+pick(random, streets...), pick(random, cities...)
	date := fmt.Sprintf("%02d", 1+random.IntN(28))
	year := fmt.Sprint(1930 + random.IntN(90))
	month := pick(random, "January", "March", "May", "August", "November")
	forms := func(forms ...string) string { return fill(random, pick(random, forms...)) }
	all := []generated{
		{"A", "name", []string{"patient_name", "full_name", "member_name"}, pick(random, first+" "+last, last+", "+first), []string{first, last}},
		{"A", "first name", []string{"first_name", "given_name"}, first, []string{first}},
		{"A", "last name", []string{"last_name", "family_name", "surname"}, last, []string{last}},
		{"B", "street", []string{"street", "street_address", "address_line_1", "home_address"}, street, nil},
		{"B", "street and city", []string{"address", "home_address"}, street + ", " + city, nil},
		{"B", "city", []string{"city"}, city, nil},
		{"B", "ZIP code", []string{"zip", "zip_code", "postal_code"}, forms("%####", "%####-####"), nil},
		{"C", "birth date", []string{"dob", "birth_date", "date_of_birth"}, pick(random, year+"-03-"+date, "03/"+date+"/"+year, date+".03."+year, month+" "+date+", "+year, date+" "+month+" "+year), nil},
		{"C", "date of a stay", []string{"admission_date", "discharge_date", "date_of_death", "service_date"}, pick(random, year+"-03-"+date, "03/"+date+"/"+year, month+" "+date+", "+year), nil},
		{"D", "phone", []string{"phone", "phone_number", "telephone", "mobile", "home_phone"}, forms("(%##) %##-####", "%##-%##-####", "%##.%##.####", "%## %## ####", "+1%##%##%###", "+49 30 %######", "%#########"), nil},
		{"E", "fax", []string{"fax", "fax_number"}, forms("(%##) %##-####", "%##-%##-####", "%## %## ####", "+1%##%##%###", "%#########"), nil},
		{"F", "e-mail", []string{"email", "contact"}, forms("j%##.quist@example.org", "J%##@MAIL.EXAMPLE.CO.UK", "zoé%##+clinic@example.org"), nil},
		{"G", "social security number", []string{"ssn", "social_security_number"}, forms("%##-%#-%###", "%## %# %###", "%########"), nil},
		{"H", "medical record number", []string{"mrn", "medical_record_number", "patient_id", "chart_number"}, forms("%#######", "MR-%######", "MRN%######", "0%######"), nil},
		{"I", "health plan number", []string{"member_id", "subscriber_id", "policy_number", "insurance_id", "beneficiary_number"}, forms("HP %########", "XEH%########", "%^^#-^^#-^^##"), nil},
		{"J", "account number", []string{"account_number", "account_no"}, forms("%#########", "4### #### #### ####", "DE%# #### #### #### #### ##"), nil},
		{"K", "licence", []string{"license_number", "certificate_number"}, forms("^######", "^### #### ####", "Cert. No. %####/##"), nil},
		{"K", "provider", []string{"npi"}, forms("1#########"), nil},
		{"K", "DEA number", []string{"dea", "dea_number"}, forms("B^#######"), nil},
		{"L", "vehicle", []string{"vin"}, forms("1HG^^#####%######"), nil},
		{"L", "plate", []string{"license_plate"}, forms("%^^^###", "^-^^ %###"), nil},
		{"M", "device", []string{"device_id", "serial_number", "device_serial"}, forms("SN-%#######", "0a:1b:#c:##:d#:#f", "(01)00############"), nil},
		{"N", "URL", []string{"link", "page"}, fill(random, "https://portal.example.org/patients/quist-%###"), []string{"quist-"}},
		{"O", "IP address", []string{"ip_address", "client_ip", "remote_ip"}, forms("81.2.69.1%#", "2001:db8:7%::ff:%#"), nil},
		{"P", "biometric", []string{"biometric_id", "voiceprint_id"}, forms("vp-%######"), nil},
		{"Q", "photo", []string{"file", "path"}, forms("quist_%##_face.jpg", "quist-%##.heic"), nil},
		{"R", "passport", []string{"passport_number", "passport"}, forms("X%######"), nil},
		{"R", "subject of a study", []string{"subject_id"}, forms("SB-%####"), nil},
		{"-", "password", []string{"password", "api_key", "client_secret"}, forms("pw^#^#^#^#", "^^##-^^##!x"), nil},
	}
	for i, one := range all {
		if one.parts == nil {
			all[i].parts = []string{one.text}
		}
	}
	return all
}
