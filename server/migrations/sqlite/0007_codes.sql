-- Codes that wait were kept under a quick hash, by which nobody finds them any more. Whoever has one asks for another.
DELETE FROM code;
