"""Addresses that try to lead inside. PORT stands for the port that the canary listens on."""

# Written as numbers, in every way that some resolver or browser reads.
HOSTS = """
127.0.0.1 127.0.0.2 127.255.255.254 127.1 127.0.1 127.0.0.1. 127.1. 2130706433 017700000001
0x7f000001 0x7F000001 0x7f.0.0.1 0x7f.1 0177.0.0.1 0177.1 0177.0.0.01 127.0x0.0.1 127.0.0.0x1
00000127.0.0.1 127.000.000.001 4294967295 4294967297 0.0.0.0 0 00 0x0 0. 0.0 0.0.0.0.
127。0。0。1 127．0．0．1 127｡0｡0｡1 １２７.０.０.１ ①②⑦.⓪.⓪.① １２７。０。０。１ ⑫⑦.0.0.1
١٢٧.٠.٠.١ 127.0.0.١ %31%32%37.0.0.1 127.0.0.1%00 127.0.0.1%2f
[::1] [0:0:0:0:0:0:0:1] [0000:0000:0000:0000:0000:0000:0000:0001] [::] [0::0]
[::ffff:127.0.0.1] [::ffff:7f00:1] [::ffff:7f00:0001] [0:0:0:0:0:ffff:127.0.0.1] [::127.0.0.1]
[::ffff:0:127.0.0.1] [::ffff:0:7f00:1] [64:ff9b::127.0.0.1] [64:ff9b::7f00:1] [64:ff9b:1::7f00:1]
[2002:7f00:1::] [2002:7f00:0001::1] [2002:c0a8:101::1] [2002:a9fe:a9fe::] [2002:a00:1::]
[2001:0:7f00:1::] [2001:0:808:808:0:ffff:80ff:fffe] [2001:0:4136:e378:8000:63bf:3fff:fdd2]
[2606:4700::5efe:127.0.0.1] [fe80::5efe:127.0.0.1] [2606:4700::200:5efe:192.168.1.1]
[::ffff:10.0.0.1] [::ffff:192.168.0.1] [::ffff:169.254.169.254] [64:ff9b::10.0.0.1]
[64:ff9b::169.254.169.254] [::ffff:0.0.0.0] [::ffff:100.100.100.200]
[fe80::1] [fe80::1%25lo] [fe80::1%lo] [::1%lo] [::1%25lo] [febf::1] [fec0::1] [fc00::1]
[fd00::1] [fd00:ec2::254] [ff02::1] [ff0e::1] [100::1] [2001:db8::1] [2001:2::1] [2001:10::1]
[2001:20::1] [3fff::1] [5f00::1] [4000::1] [::2] [127.0.0.1] [localhost] [::1 ::1] ::1
10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.255 192.168.0.1 192.168.255.255 169.254.0.1
169.254.169.254 169.254.169.254. 2852039166 0xa9fea9fe 0251.0376.0251.0376 169.254.43518
100.64.0.1 100.100.100.200 100.127.255.255 168.63.129.16 192.0.0.1 192.0.0.192 192.0.2.1
192.88.99.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255
240.0.0.1 255.255.255.255 0.1.2.3 0.255.255.255
localhost LOCALHOST localhost. ⓛocalhost ｌocalhost lo\u00adcalhost localhost\u200b
""".split()  # noqa: SIM905 - a list of them is easier to read in lines

# Whole addresses: other schemes and ports, and two hosts in one.
ADDRESSES = [
    "",
    " ",
    "127.0.0.1",
    "//127.0.0.1:PORT/",
    "http:127.0.0.1:PORT/",
    "http:/127.0.0.1:PORT/",
    "http:///127.0.0.1:PORT/",
    "http:\\\\127.0.0.1:PORT/",
    "http://",
    "http://:PORT/",
    "http://[/",
    "http://]/",
    "http://[]:PORT/",
    "http://public.example@127.0.0.1:PORT/",
    "http://public.example:80@127.0.0.1:PORT/",
    "http://127.0.0.1:PORT@public.example/",
    "http://a:b@public.example:PORT/",
    "http://public.example\\@127.0.0.1:PORT/",
    "http://127.0.0.1:PORT\\.public.example/",
    "http://127.0.0.1:PORT\t/",
    "http://127.0.0.1\n:PORT/",
    "http://127.0.0.1:PORT /",
    " http://127.0.0.1:PORT/",
    "http://127.0.0.1:PORT\u2028/",
    "http://public.example:PORT:PORT/",
    "http://public.example:PORT\r\nHost: 127.0.0.1/",
    "http://public..example:PORT/",
    "http://-public.example:PORT/",
    "http://public.example-:PORT/",
    "http://pub lic.example:PORT/",
    "http://" + "a" * 64 + ".example:PORT/",
    "http://public.example:PORT/" + "a" * 2100,
    "http://public.example:22/",
    "http://public.example:25/",
    "http://public.example:6379/",
    "http://public.example:8000/",
    "http://public.example:0/",
    "http://public.example:-1/",
    "http://public.example:65536/",
    "http://public.example:PORTx/",
    "http://public.example:٨٠/",
    "file:///etc/passwd",
    "file://127.0.0.1/etc/passwd",
    "ftp://127.0.0.1:PORT/",
    "gopher://127.0.0.1:PORT/_SET%20a%20b",
    "dict://127.0.0.1:PORT/info",
    "ldap://127.0.0.1:PORT/",
    "tftp://127.0.0.1:PORT/",
    "jar:http://127.0.0.1:PORT/!/",
    "netdoc:///etc/passwd",
    "data:text/html,x",
    "javascript:alert(1)",
    "unix:///tmp/socket",
    "ws://127.0.0.1:PORT/",
    "HTTPX://127.0.0.1:PORT/",
]

# What a name may be made to answer; one inner answer among public ones is enough to refuse.
ANSWERS = [
    ["127.0.0.1"],
    ["93.184.216.34", "127.0.0.1"],
    ["127.0.0.1", "93.184.216.34"],
    ["2606:4700::1111", "::1"],
    ["::ffff:127.0.0.1"],
    ["64:ff9b::7f00:1"],
    ["2002:7f00:1::"],
    ["10.0.0.8"],
    ["169.254.169.254"],
    ["fd00:ec2::254"],
    ["fe80::1%lo"],
    ["0.0.0.0"],  # noqa: S104 - not bound to
    ["not-an-address"],
    ["127.1"],
    ["93.184.216.34", ""],
]
