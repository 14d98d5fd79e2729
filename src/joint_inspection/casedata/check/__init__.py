"""What is wrong with the lists? One rule, one small file; every finding says where and what to do."""
