-- Which document an answer is about, so that it can be erased with it; those from before are
-- gone within a day.

ALTER TABLE answers ADD COLUMN document TEXT;
