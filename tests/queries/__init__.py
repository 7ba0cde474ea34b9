"""Do the questions have right answers, and are ill-put ones refused?"""
