-- Mails that started no run are kept as long as what runs did (worker/retention).
GRANT DELETE ON refused_mail TO kaos_app;
