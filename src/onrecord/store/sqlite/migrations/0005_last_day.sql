-- Finding where the timeline of control ends without reading all of it.
CREATE INDEX control_until ON control (to_date);
